"""The corners of changing visits that no conversation comes by: buttons of before, and names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.cancelling import ActionCancelVisit
from actions.finishing import ActionFinishVisit
from actions.moving import ActionChooseVisitToMove
from actions.names import Outcome, Response
from actions.visit_form import ValidateVisitForm
from actions.visit_participants import ActionVisitParticipants
from actions.visit_purpose import ActionVisitPurpose
from actions.visit_time_question import ActionAskVisitFormVisitTime
from actions.visits import ActionListVisits
from bot.bootstrap import Services
from bot.domain_model.visits import Visit
from bot.services.visits import ScheduleVisit
from tests.support.acting import Speaker
from tests.support.people import NOW, Cast


@pytest.fixture
def visit(services: Services, people: Cast) -> Visit:
    wish = ScheduleVisit("v", "Solvik", NOW + timedelta(days=5))
    return services.visits.schedule(people.ola, wish, at=NOW)


async def test_a_draft_takes_colleagues_by_button_and_lets_them_go(
    ola: Speaker, people: Cast
) -> None:
    ola.form = "visit_form"
    ola.slots = {"visit": {"unsure": ["Siri", "Pål"]}}
    siri = str(people.siri.partner_id)
    chosen = await ola.do(ActionVisitParticipants, "/x", colleague=siri, name="Siri")
    assert chosen.outcome == Outcome.CHANGED
    assert chosen.slots["visit"]["together"] == (siri,)
    assert chosen.slots["visit"]["unsure"] == ("Pål",)
    ola.slots = {"visit": {"unsure": ["Pål"], "together": [siri]}}
    nobody = await ola.do(ActionVisitParticipants, "/x", name="Pål")
    assert nobody.slots["visit"]["unsure"] == ()
    off = await ola.do(ActionVisitParticipants, "Siri blir ikke med på besøket")
    assert off.slots["visit"]["together"] == ()
    again = await ola.do(ActionVisitParticipants, "Siri blir med på besøket")
    assert again.slots["visit"]["together"] == (siri,)


async def test_while_a_visit_is_moved_it_is_that_visit(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    ola.form, ola.slots = "visit_form", {"visit": {"moved": visit.id}}
    done = await ola.do(ActionVisitParticipants, "Siri blir med på besøket")
    assert (done.outcome, done.responses) == (Outcome.CHANGED, [Response.PARTICIPANTS_ADDED])
    assert len(services.visits.get(people.ola, visit.id).participants) == 2
    purpose = await ola.do(ActionVisitPurpose, "formålet med besøket er lesing")
    assert (purpose.outcome, purpose.responses) == (Outcome.CHANGED, [Response.PURPOSE_SET])
    assert services.visits.get(people.ola, visit.id).purpose == "lesing"
    asked = await ola.do(ActionVisitPurpose, "hva er besøket til?")
    assert (asked.outcome, asked.responses) == (Outcome.CHANGED, [Response.ASK_PURPOSE])


async def test_nobody_is_named(ola: Speaker, visit: Visit) -> None:
    asked = await ola.do(ActionVisitParticipants, "/x", visit=visit.id)
    assert asked.responses == [Response.ASK_COLLEAGUE]
    assert asked.titles == ["Kari Nordmann", "Siri Li"]
    removing = await ola.do(ActionVisitParticipants, "/x", visit=visit.id, change="remove")
    assert removing.responses == [Response.NO_COLLEAGUES]
    purpose = await ola.do(ActionVisitPurpose, "hva skal vi gjøre på besøket?")
    assert purpose.responses == [Response.ASK_PURPOSE]


@pytest.mark.parametrize(
    "action",
    [ActionVisitParticipants, ActionFinishVisit, ActionVisitPurpose, ActionChooseVisitToMove],
)
async def test_a_visit_that_is_gone(ola: Speaker, action: type) -> None:
    gone = await ola.do(action, "/x", visit="gone", words="lesing")
    assert gone.outcome == Outcome.GONE


async def test_a_colleague_who_does_not_go_is_not_taken_off(
    ola: Speaker, people: Cast, visit: Visit
) -> None:
    kari = str(people.kari.partner_id)
    pressed = {"visit": visit.id, "change": "remove", "colleague": kari}
    assert (await ola.do(ActionVisitParticipants, "/x", **pressed)).outcome == Outcome.GONE
    done = await ola.do(ActionVisitParticipants, "fjern Kari fra besøket på Solvik")
    assert (done.outcome, done.responses) == (Outcome.ASKED, [Response.NOT_ON_VISIT])


async def test_a_purpose_is_a_few_words(ola: Speaker, visit: Visit) -> None:
    long = await ola.do(ActionVisitPurpose, "/x", visit=visit.id, words="x" * 201)
    assert (long.outcome, long.responses) == (Outcome.ASKED, [Response.PURPOSE_TOO_LONG])


async def test_which_of_several_is_done_is_asked(
    ola: Speaker, services: Services, people: Cast
) -> None:
    for number, hours in enumerate((30, 50)):
        wish = ScheduleVisit(f"w{number}", "Lade", NOW - timedelta(hours=hours))
        services.visits.schedule(people.ola, wish, at=NOW - timedelta(days=9))
    asked = await ola.do(ActionFinishVisit, "besøket er gjort")
    assert asked.responses == [Response.CHOOSE_VISIT_TO_FINISH]
    assert len(asked.titles) == 2


async def test_a_purpose_is_of_the_only_visit_or_it_is_asked_of_which(
    ola: Speaker, stranger: Speaker, services: Services, people: Cast
) -> None:
    assert (
        await stranger.do(ActionVisitPurpose, "/x", words="lesing")
    ).outcome == Outcome.NOT_PARTNER
    assert (await ola.do(ActionVisitPurpose, "/x", words="lesing")).outcome == Outcome.EMPTY
    wish = ScheduleVisit("p1", "Solvik skole", NOW + timedelta(days=2))
    kept = services.visits.schedule(people.ola, wish, at=NOW)
    done = await ola.do(ActionVisitPurpose, "/x", words="lesing")
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.PURPOSE_SET])
    assert services.visits.get(people.ola, kept.id).purpose == "lesing"
    wish = ScheduleVisit("p2", "Lade skole", NOW + timedelta(days=3))
    services.visits.schedule(people.ola, wish, at=NOW)
    asked = await ola.do(ActionVisitPurpose, "/x", words="skriving")
    assert (asked.outcome, len(asked.titles)) == (Outcome.ASKED, 2)
    assert services.visits.get(people.ola, kept.id).purpose == "lesing"


WEDNESDAY = {"start": "2026-11-25", "end": None, "certain": False}


@pytest.mark.parametrize(
    ("told", "text", "start"),
    [
        ({"start": "2026-11-22T10:00:00+01:00", "certain": True, "only_a_clock": True},
         "flytt til kl 10", "2026-11-26T10:00:00+01:00"),
        (WEDNESDAY, "flytt til onsdag, samme tid", "2026-11-25T13:00:00+01:00"),
        ({**WEDNESDAY, "start": "2026-11-26", "others": ["2026-11-26", "2026-11-30"]},
         "flytt fra torsdag til mandag, samme tid", "2026-11-30T13:00:00+01:00"),
        ({"start": "2026-11-26T13:00:00+01:00", "certain": False, "others": [
            f"2026-11-{day}T{hour}:00:00+01:00" for day in (26, 30) for hour in (10, 13)]},
         "torsdag kl 13 til mandag kl 10", "2026-11-30T10:00:00+01:00"),
        ({"start": "2026-11-22T13:00:00+01:00", "end": "2026-11-22T14:00:00+01:00",
          "certain": False, "only_a_clock": True},
         "flytt fra kl 13 til kl 14", "2026-11-26T14:00:00+01:00"),
    ],
)  # fmt: skip
async def test_what_is_not_told_of_a_move_is_as_it_was(
    ola: Speaker, visit: Visit, told: dict[str, Any], text: str, start: str
) -> None:
    ola.slots = {"visit": {"moved": visit.id}}
    done = await ola.answer(ValidateVisitForm, "visit_time", told, text=text)
    assert done.slots["visit_time"]["start"] == start


async def test_the_day_of_a_move_waits_for_its_clock(ola: Speaker, visit: Visit) -> None:
    ola.slots = {"visit": {"moved": visit.id}}
    day = await ola.answer(ValidateVisitForm, "visit_time", WEDNESDAY, text="til onsdag")
    assert day.slots["visit_time"] is None
    ola.slots["visit_date"] = day.slots["visit_date"]
    asked = await ola.do(ActionAskVisitFormVisitTime)
    assert asked.titles[:2] == ["kl. 13.00", "kl. 09.00"]
    same = await ola.answer(ValidateVisitForm, "visit_time", "samme tid")
    assert same.slots["visit_time"]["start"] == "2026-11-25T13:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("flytt Solvik en uke fram", "2026-12-03T13:00:00+01:00"),
        ("flytt Solvik ein time seinare", "2026-11-26T14:00:00+01:00"),
        ("flytt neste besøk to dager tidligere", "2026-11-24T13:00:00+01:00"),
        ("besøket på Solvik varer til 15", "2026-11-26T13:00:00+01:00"),
    ],
)
async def test_a_visit_moves_by_where_it_was(
    ola: Speaker, services: Services, people: Cast, visit: Visit, text: str, start: str
) -> None:
    later = ScheduleVisit("l", "Lade", NOW + timedelta(days=9))
    services.visits.schedule(people.ola, later, at=NOW)
    begun = await ola.do(ActionChooseVisitToMove, text)
    assert begun.outcome == Outcome.READY
    assert begun.slots["visit_time"]["start"] == start
    asked = await ola.do(ActionChooseVisitToMove, "flytt besøket en uke fram")
    assert "2026-12-03T13:00" in str(asked.said[0]["buttons"])


async def test_who_wants_a_visit_off_has_given_up_moving(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    services.visits.schedule(people.ola, ScheduleVisit("l", "Lade", visit.starts_at), at=NOW)
    ola.form, ola.slots = "visit_form", {"visit": {"moved": visit.id}, "school": "Solvik"}
    asked = await ola.do(ActionCancelVisit, "avlys heller")
    assert asked.responses == [Response.CONFIRM_CANCEL]
    assert "Solvik" in asked.said[0]["summary"]
    assert asked.slots["visit"] is None
    assert {"event": "active_loop", "name": None, "timestamp": None} in asked.events
    other = await ola.do(ActionCancelVisit, "avlys besøket onsdag", visit_time=WEDNESDAY)
    assert other.responses == [Response.CHOOSE_VISIT]


async def test_the_list_is_of_what_is_asked_for(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    services.visits.schedule(
        people.ola, ScheduleVisit("l", "Lade skole", NOW + timedelta(days=4)), at=NOW
    )
    for text, told, response, schools in (
        ("hvilke besøk har jeg", {}, Response.VISITS_LIST, ["Lade skole", "Solvik"]),
        ("hva har jeg onsdag", {"visit_time": WEDNESDAY}, Response.VISITS_LIST, ["Lade skole"]),
        ("hvem er med på Solvik?", {"school": "Solvik"}, Response.ONE_VISIT, ["Solvik"]),
        ("når skal jeg til Solvik", {"school": "Solvik"}, Response.ONE_VISIT, ["Solvik"]),
        ("når er besøket på Berg", {"school": "Berg"},
         Response.NO_VISITS_THEN, ["Lade skole", "Solvik"]),
        ("hva har jeg på mandag", {"visit_time": {**WEDNESDAY, "start": "2026-11-23"}},
         Response.NO_VISITS_THEN, ["Lade skole", "Solvik"]),
        ("hva er neste besøk", {}, Response.NEXT_VISIT, ["Lade skole"]),
    ):  # fmt: skip
        done = await ola.do(ActionListVisits, text, **told)
        assert done.responses == [response]
        shown = str(done.said[0].get("list") or done.said[0].get("summary"))
        assert [line.removeprefix("• ").split(",")[0] for line in shown.split("\n")] == schools


async def test_a_clock_leaves_open_which_of_two_days_was_told(ola: Speaker) -> None:
    days = {**WEDNESDAY, "others": ["2026-11-25", "2026-11-27"]}
    ola.slots = {"school": "Solvik"}
    asked = await ola.answer(ValidateVisitForm, "visit_time", days, text="onsdag eller fredag")
    ola.slots |= asked.slots
    clock = {"start": "2026-11-22T10:00:00+01:00", "certain": True, "only_a_clock": True}
    still = await ola.answer(ValidateVisitForm, "visit_time", clock, text="kl 10")
    assert still.slots["visit_time"] is None
    ola.slots |= still.slots
    which = await ola.do(ActionAskVisitFormVisitTime)
    assert which.titles[:2] == [
        "onsdag 25. november 2026 kl. 10.00", "fredag 27. november 2026 kl. 10.00"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("flytt onsdagsbesøket til fredag", {}),
        ("flytt besøket onsdag til fredag", {"start": "2026-11-25", "end": None, "certain": False,
                                             "others": ["2026-11-25", "2026-11-27"]}),
    ],
)  # fmt: skip
async def test_the_day_that_it_moves_from_tells_which_visit(
    ola: Speaker,
    services: Services,
    people: Cast,
    visit: Visit,
    text: str,
    told: dict[str, Any],
) -> None:
    lade = ScheduleVisit("l", "Lade skole", NOW + timedelta(days=4))
    planned = services.visits.schedule(people.ola, lade, at=NOW)
    more: dict[str, Any] = {"visit_time": told} if told else {}
    begun = await ola.do(ActionChooseVisitToMove, text, **more)
    assert (begun.outcome, begun.slots["visit"]["moved"]) == (Outcome.READY, planned.id)
