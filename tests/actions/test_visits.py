"""Visits by button and in words: which one is meant, and what a yes is a yes to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.cancelling import ActionCancelVisit
from actions.names import Outcome, Response
from actions.visits import ActionAskVisitFormConfirmation, ActionSaveVisit
from bot.bootstrap import Services
from bot.domain_model.visits import Visit
from bot.services.visits import ScheduleVisit
from tests.support.acting import Speaker
from tests.support.people import NOW, Cast

THURSDAY = "2026-11-26T09:00:00+01:00"


@pytest.fixture
def visits(services: Services, people: Cast) -> list[Visit]:
    """Two visits to come."""
    return [
        services.visits.schedule(
            people.ola, ScheduleVisit(school, school, NOW + timedelta(days=days)), at=NOW
        )
        for days, school in enumerate(("Solvik skole", "Lade skole"), start=1)
    ]


@pytest.mark.parametrize(
    ("named", "response", "count"),
    [
        ({"school": "Lade skole"}, Response.CONFIRM_CANCEL, 2),
        ({}, Response.CHOOSE_VISIT, 2),
        ({"school": "Byåsen skole"}, Response.CHOOSE_VISIT, 2),  # none is guessed
    ],
)
async def test_the_visit_that_is_named_or_all_are_asked_about(
    ola: Speaker, visits: list[Visit], named: dict[str, str], response: Response, count: int
) -> None:
    done = await ola.do(ActionCancelVisit, "avlys", **named)
    assert (done.outcome, done.responses) == (Outcome.ASKED, [response])
    assert len(done.titles) == count


async def test_a_single_visit_is_not_the_one_at_another_school(
    ola: Speaker, services: Services, people: Cast
) -> None:
    wish = ScheduleVisit("1", "Solvik skole", NOW + timedelta(days=1))
    services.visits.schedule(people.ola, wish, at=NOW)
    done = await ola.do(ActionCancelVisit, "avlys Lade", school="Lade skole")
    assert done.responses == [Response.CHOOSE_VISIT]


async def test_a_colleagues_visit_is_like_one_that_is_gone(
    ola: Speaker, services: Services, people: Cast
) -> None:
    wish = ScheduleVisit("1", "Solvik skole", NOW + timedelta(days=1))
    siris = services.visits.schedule(people.siri, wish, at=NOW)
    for more in ({}, {"confirmed": "yes"}, {"confirmed": "all"}):
        done = await ola.do(ActionCancelVisit, "/cancel_visit", visit=siris.id, **more)
        assert done.outcome == Outcome.GONE
    assert services.visits.coming(people.siri, at=NOW) == [siris]


@pytest.mark.parametrize(("answer", "reached"), [("yes", Outcome.DONE), ("no", Outcome.KEPT)])
async def test_it_is_cancelled_by_a_yes_alone(
    ola: Speaker,
    services: Services,
    people: Cast,
    visits: list[Visit],
    answer: str,
    reached: Outcome,
) -> None:
    done = await ola.do(ActionCancelVisit, "/b", visit=visits[0].id, confirmed=answer)
    assert done.outcome == reached
    coming = services.visits.coming(people.ola, at=NOW)
    assert (visits[0] in coming) is (answer == "no")


async def test_a_visit_that_went_while_it_was_moved(ola: Speaker) -> None:
    told = {"start": THURSDAY, "end": None, "certain": True}
    ola.slots = {"visit": {"moved": "gone"}, "school": "Lade skole", "visit_time": told}
    shown = await ola.do(ActionAskVisitFormConfirmation)
    assert shown.responses == [Response.MOVE_SUMMARY]
    assert shown.said[0]["summary"] == "Lade skole, torsdag 26. november 2026 kl. 09.00"
    saved = await ola.do(ActionSaveVisit, "ja")
    assert (saved.outcome, saved.slots["visit"]) == (Outcome.GONE, None)


@pytest.mark.parametrize("moved", [True, False])
async def test_a_time_that_has_gone_by_is_not_saved(
    ola: Speaker, services: Services, people: Cast, visits: list[Visit], *, moved: bool
) -> None:
    told = {"start": "2026-11-20T09:00:00+01:00", "end": None, "certain": True}
    draft = {"moved": visits[0].id} if moved else None
    ola.slots = {"visit": draft, "school": "Lade", "visit_time": told}
    done = await ola.do(ActionSaveVisit, "ja")
    assert done.outcome == Outcome.PAST
    assert done.slots["visit_time"] is None
    assert services.visits.coming(people.ola, at=NOW) == visits


async def test_another_visit_at_the_same_time_is_told_before_the_yes(
    ola: Speaker, services: Services, people: Cast, visits: list[Visit]
) -> None:
    solvik, lade = visits
    told = services.texts.get("visits.overlap_own", "nb", school="Solvik skole", time="kl. 13.00")
    time = {"start": (NOW + timedelta(days=1, minutes=30)).isoformat(), "certain": True}
    for draft in ({}, {"moved": lade.id}):
        ola.slots = {"school": "Lade skole", "visit_time": time, "visit": draft}
        shown = await ola.do(ActionAskVisitFormConfirmation)
        assert shown.said[0]["summary"].splitlines()[-1] == told
    ola.slots["visit"] = {"moved": solvik.id}
    itself = await ola.do(ActionAskVisitFormConfirmation)
    assert told not in itself.said[0]["summary"]
    weeks = [f"2026-11-{day}" for day in (22, 29)]
    ola.slots = {"school": "Lade", "visit_time": {**time, "repeats": weeks}}
    series = await ola.do(ActionAskVisitFormConfirmation)
    assert series.said[0]["summary"].endswith(
        "• Solvik skole, i morgen, søndag 22. november kl. 13.00"
    )
    assert (await ola.do(ActionSaveVisit, "ja")).outcome == Outcome.SEVERAL
