"""Visits that come again are moved and cancelled one by one, or as a whole."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from actions.cancelling import ActionCancelVisit
from actions.moving import ActionChooseVisitToMove
from actions.names import Outcome, Response
from actions.partners import ActionCheckPartner
from actions.visit_form import ValidateVisitForm
from actions.visits import ActionAskVisitFormConfirmation, ActionListVisits, ActionSaveVisit
from bot.bootstrap import Services
from bot.domain_model.visits import Visit
from bot.services.ports.assistant import payload
from bot.services.visits import ScheduleVisit
from tests.support.acting import Speaker
from tests.support.people import NOW, Cast

THURSDAY = datetime.fromisoformat("2026-11-26T09:00:00+01:00")
WEEK = timedelta(days=7)


@pytest.fixture
def series(services: Services, people: Cast) -> list[Visit]:
    """Three Thursdays at Solvik."""
    wishes = [
        ScheduleVisit(f"s#{place}", "Solvik skole", THURSDAY + place * WEEK) for place in range(3)
    ]
    return services.visits.schedule_all(people.ola, wishes, at=NOW)


@pytest.fixture
def lade(services: Services, people: Cast) -> Visit:
    """One visit that stands alone."""
    wish = ScheduleVisit("l", "Lade skole", THURSDAY + timedelta(days=1))
    return services.visits.schedule(people.ola, wish, at=NOW)


def coming(services: Services, people: Cast) -> list[datetime]:
    return [each.starts_at for each in services.visits.coming(people.ola, at=NOW)]


def times(*starts: str) -> list[datetime]:
    return [datetime.fromisoformat(each) for each in starts]


def when(start: str, *, only_a_clock: bool = False) -> dict[str, Any]:
    return {"start": start, "end": None, "certain": True, "only_a_clock": only_a_clock}


async def test_the_whole_series_is_cancelled_after_a_yes(
    ola: Speaker, services: Services, people: Cast, series: list[Visit], lade: Visit
) -> None:
    asked = await ola.do(ActionCancelVisit, "avlys alle besøkene på Solvik skole",
                         school="Solvik skole")  # fmt: skip
    assert asked.responses == [Response.CONFIRM_CANCEL_ALL]
    assert len(asked.said[0]["list"].splitlines()) == 3
    assert asked.titles[0].startswith("Ja, "), "so that a yes in words is this one"
    done = await ola.do(ActionCancelVisit, "/b", visit=series[0].id, confirmed="all")
    assert done.outcome == Outcome.SEVERAL
    assert coming(services, people) == [lade.starts_at]


async def test_one_of_a_series_is_asked_about_with_the_rest(
    ola: Speaker, services: Services, people: Cast, series: list[Visit]
) -> None:
    asked = await ola.do(ActionCancelVisit, "/b", visit=series[0].id)
    assert (asked.responses, len(asked.titles)) == ([Response.CONFIRM_CANCEL], 3)
    done = await ola.do(ActionCancelVisit, "/b", visit=series[0].id, confirmed="yes")
    assert done.outcome == Outcome.DONE
    assert coming(services, people) == [each.starts_at for each in series[1:]]


async def test_the_last_of_a_series_is_one_visit(
    ola: Speaker, services: Services, people: Cast, series: list[Visit]
) -> None:
    for each in series[:2]:
        services.visits.cancel(people.ola, each.id, at=NOW)
    asked = await ola.do(ActionCancelVisit, "avlys alle torsdagsbesøkene")
    assert (asked.responses, len(asked.titles)) == ([Response.CONFIRM_CANCEL], 2)


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("flytt alle besøkene", None),  # to two schools
        ("flytt alle besøkene på Byåsen", "Byåsen skole"),  # where there are none
        ("flytt alle fredagsbesøkene", None),  # that one stands alone
    ],
)
async def test_what_is_no_single_series_is_asked_about(
    ola: Speaker, series: list[Visit], lade: Visit, text: str, school: str | None
) -> None:
    named = {"school": school} if school else {}
    asked = await ola.do(ActionChooseVisitToMove, text, visit_time=when("2026-12-01"), **named)
    assert (asked.outcome, asked.responses) == (Outcome.ASKED, [Response.CHOOSE_VISIT_TO_MOVE])
    assert len(asked.titles) == 4
    assert asked.slots["visit_time"] is None


async def test_one_of_a_series_or_all_of_it_is_asked_before_it_moves(
    ola: Speaker, series: list[Visit]
) -> None:
    asked = await ola.do(ActionChooseVisitToMove, "/b", visit=series[0].id)
    assert (asked.outcome, asked.responses) == (Outcome.ASKED, [Response.MOVE_ONE_OR_ALL])
    for scope, whole in (("one", False), ("all", True)):
        begun = await ola.do(ActionChooseVisitToMove, "/b", visit=series[0].id, confirmed=scope)
        assert (begun.outcome, begun.slots["visit"]["whole"]) == (Outcome.READY, whole)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("fredager kl. 10", ["2026-11-27T10:00", "2026-12-04T10:00", "2026-12-11T10:00"]),
        ("kl. 10", ["2026-11-26T10:00", "2026-12-03T10:00", "2026-12-10T10:00"]),
    ],
)
async def test_a_series_moves_to_a_day_or_a_clock_of_each_week(
    ola: Speaker,
    services: Services,
    people: Cast,
    series: list[Visit],
    text: str,
    starts: list[str],
) -> None:
    begun = await ola.do(ActionChooseVisitToMove, "flytt alle torsdagsbesøkene")
    ola.slots = begun.slots
    clock = when("2026-11-22T10:00:00+01:00", only_a_clock=True)
    told = await ola.answer(ValidateVisitForm, "visit_time", clock, text=text)
    ola.slots |= told.slots
    shown = await ola.do(ActionAskVisitFormConfirmation)
    assert shown.responses == [Response.MOVE_ALL_SUMMARY]
    assert len(shown.said[0]["summary"].splitlines()) == 4
    assert (await ola.do(ActionSaveVisit, "ja")).outcome == Outcome.ALL_MOVED
    assert coming(services, people) == times(*(f"{each}:00+01:00" for each in starts))


async def test_a_series_that_went_while_it_was_moved(
    ola: Speaker, services: Services, people: Cast, series: list[Visit]
) -> None:
    services.visits.series.cancel(people.ola, series[0].id, at=NOW)
    ola.slots = {"visit": {"moved": series[0].id, "whole": True}, "school": "Solvik skole",
                 "visit_time": when("2026-11-27T10:00:00+01:00")}  # fmt: skip
    assert (await ola.do(ActionSaveVisit, "ja")).outcome == Outcome.GONE


async def test_the_list_names_each_visit_and_what_can_be_done(
    ola: Speaker, series: list[Visit], lade: Visit
) -> None:
    assert (await ola.do(ActionListVisits)).said[0]["list"].count("•") == 4
    following = await ola.do(ActionListVisits, "/b", visit="next")
    assert following.responses == [Response.NEXT_VISIT]
    assert payload("move_visit", visit=series[0].id) in str(following.said[0]["buttons"])


async def test_planning_anew_gives_up_what_was_to_be_moved(
    ola: Speaker, people: Cast, series: list[Visit]
) -> None:
    ola.slots = {"visit": {"moved": series[0].id}, "school": "Solvik skole"}
    done = await ola.do(ActionCheckPartner, "planlegg besøk sammen med Siri")
    assert done.outcome == Outcome.READY
    assert done.slots["visit"]["moved"] is None
    assert done.slots["visit"]["together"] == (str(people.siri.partner_id),)
    assert done.slots["school"] is None


async def test_the_only_visit_at_a_school_is_the_one_that_moves(
    ola: Speaker, series: list[Visit], lade: Visit
) -> None:
    begun = await ola.do(ActionChooseVisitToMove, "flytt Lade skole", school="Lade skole")
    assert (begun.outcome, begun.slots["visit"]["moved"]) == (Outcome.READY, lade.id)
    ola.slots = begun.slots
    kept = await ola.answer(ValidateVisitForm, "school", "Solvik skole")
    assert kept.slots == {"school": "Lade skole"}, "a visit that moves stays at its school"


async def test_a_series_is_shown_with_the_days_that_have_no_school(
    ola: Speaker, services: Services, people: Cast
) -> None:
    wishes = [ScheduleVisit(f"c#{n}", "Solvik", THURSDAY + n * WEEK) for n in (3, 4)]
    december = services.visits.schedule_all(people.ola, wishes, at=NOW)
    ola.slots = {
        "visit": {"moved": december[0].id, "whole": True},
        "school": "Solvik",
        "visit_time": when("2026-12-18T10:00:00+01:00"),  # the second is on Christmas Day
    }
    shown = await ola.do(ActionAskVisitFormConfirmation)
    told = services.texts.get("dialogue.moved_to_free", "nb", days="fredag 25. desember 2026")
    assert shown.said[0]["summary"].splitlines()[-1] == told
    services.visits.series.cancel(people.ola, december[0].id, at=NOW)
    gone = await ola.do(ActionAskVisitFormConfirmation)
    assert gone.said[0]["summary"] == "fredag 18. desember 2026 kl. 10.00"


async def test_a_new_series_is_shown_and_planned(
    ola: Speaker, services: Services, people: Cast
) -> None:
    days = ["2026-11-26", "2026-12-03"]
    ola.slots = {"school": "Lade", "visit_time": {**when(THURSDAY.isoformat()), "repeats": days}}
    shown = await ola.do(ActionAskVisitFormConfirmation)
    assert shown.responses == [Response.VISIT_SUMMARY]
    assert shown.said[0]["summary"].count("•") == 2
    assert (await ola.do(ActionSaveVisit, "ja")).outcome == Outcome.SEVERAL
    assert coming(services, people) == [THURSDAY, THURSDAY + WEEK]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("flytt alle besøkene en time senere", "2026-11-26T10:00:00+01:00"),
        ("alle besøkene på Solvik varer til 11", "2026-11-26T09:00:00+01:00"),
        ("flytt alle besøkene en uke fram", None),  # each stays in its own week
    ],
)
async def test_a_series_moves_by_where_it_was(
    ola: Speaker, series: list[Visit], text: str, start: str | None
) -> None:
    begun = await ola.do(ActionChooseVisitToMove, text)
    assert (begun.outcome, begun.slots["visit"]["whole"]) == (Outcome.READY, True)
    assert (begun.slots["visit_time"] or {}).get("start") == start


async def test_of_two_on_one_day_the_clock_tells_which(
    ola: Speaker, services: Services, people: Cast, lade: Visit
) -> None:
    later = ScheduleVisit("l2", "Lade skole", lade.starts_at + timedelta(hours=3))
    services.visits.schedule(people.ola, later, at=NOW)
    told = when(lade.starts_at.isoformat())
    asked = await ola.do(ActionCancelVisit, "avlys Lade fredag kl 9", visit_time=told)
    assert asked.responses == [Response.CONFIRM_CANCEL]
