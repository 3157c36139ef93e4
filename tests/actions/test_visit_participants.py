"""Who goes on a visit: taken along, left out, staying away, and asked about when it is unclear."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from actions.names import Outcome, Response
from actions.visit_participants import ActionVisitParticipants
from actions.visits import ActionAskVisitFormConfirmation, ActionSaveVisit
from bot.bootstrap import Services
from bot.domain_model.visits import Visit
from bot.services.visits import ScheduleVisit
from tests.support.acting import Done, Speaker
from tests.support.people import NOW, Cast

TIME = {"start": "2026-11-26T09:00:00+01:00", "end": None, "certain": True}


@pytest.fixture
def visit(services: Services, people: Cast) -> Visit:
    """Ola's own visit."""
    wish = ScheduleVisit("v", "Solvik skole", NOW + timedelta(days=2))
    return services.visits.schedule(people.ola, wish, at=NOW)


@pytest.fixture
def shared(services: Services, people: Cast) -> Visit:
    """A visit that Ola and Siri go on."""
    siri = str(people.siri.partner_id)
    wish = ScheduleVisit("s", "Lade skole", NOW + timedelta(days=3), None, (siri,))
    return services.visits.schedule(people.ola, wish, at=NOW)


async def wish(speaker: Speaker, change: str, name: str = "", **more: Any) -> Done:
    return await speaker.do(ActionVisitParticipants, "/b", change=change, name=name, **more)


def going(services: Services, people: Cast, visit: Visit) -> list[str]:
    kept = services.visits.kept(people.ola, visit.id)
    return [each.name for each in kept.participants]


async def test_strangers_take_nobody_along(stranger: Speaker) -> None:
    assert (await wish(stranger, "add", "Siri")).outcome == Outcome.NOT_PARTNER


async def test_without_a_visit_nobody_is_taken_along(ola: Speaker) -> None:
    assert (await wish(ola, "add", "Siri")).outcome == Outcome.EMPTY
    assert (await wish(ola, "add", "Siri", visit="gone")).outcome == Outcome.GONE


async def test_those_who_are_known_are_taken_along_and_others_asked_about(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    done = await wish(ola, "add", "Siri, Petra")
    assert done.outcome == Outcome.DONE
    assert done.responses == [Response.COLLEAGUE_UNKNOWN, Response.PARTICIPANTS_ADDED]
    assert sorted(going(services, people, visit)) == ["Ola Ødegård", "Siri Li"]
    nobody = await wish(ola, "add", "Petra")
    assert (nobody.outcome, nobody.responses) == (Outcome.ASKED, [Response.COLLEAGUE_UNKNOWN])


async def test_whom_is_asked_until_everybody_goes(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    asked = await wish(ola, "add", visit=visit.id)
    assert (asked.outcome, asked.responses) == (Outcome.ASKED, [Response.ASK_COLLEAGUE])
    assert asked.titles == ["Kari Nordmann", "Siri Li"]
    for person in (people.kari, people.siri):
        chosen = await wish(ola, "add", visit=visit.id, colleague=person.partner_id)
        assert chosen.outcome == Outcome.DONE
    assert (await wish(ola, "add", visit=visit.id)).responses == [Response.NO_COLLEAGUES]


async def test_which_visit_is_asked_when_several_may_be_meant(
    ola: Speaker, visit: Visit, shared: Visit
) -> None:
    asked = await wish(ola, "add", "Kari")
    assert (asked.outcome, asked.responses) == (Outcome.ASKED, [Response.CHOOSE_VISIT_TO_SHARE])
    assert len(asked.titles) == 2
    day = {"start": "2026-11-23", "end": None, "certain": False}
    assert (await wish(ola, "add", "Kari", visit_time=day)).outcome == Outcome.DONE


async def test_only_visits_with_her_can_be_without_her(
    ola: Speaker, services: Services, people: Cast, visit: Visit, shared: Visit
) -> None:
    done = await wish(ola, "remove", "Siri")
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.PARTICIPANTS_REMOVED])
    assert going(services, people, shared) == ["Ola Ødegård"]


async def test_who_goes_with_others_may_stay_away(
    ola: Speaker, services: Services, people: Cast, visit: Visit, shared: Visit
) -> None:
    done = await wish(ola, "leave")
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.PARTICIPANT_LEFT])
    assert services.visits.coming(people.ola, at=NOW) == [visit]
    assert [each.id for each in services.visits.coming(people.siri, at=NOW)] == [shared.id]


async def test_who_goes_alone_is_asked_whether_it_is_off(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    done = await wish(ola, "leave")
    assert (done.outcome, done.responses) == (Outcome.ASKED, [Response.LEAVE_ALONE])
    assert services.visits.coming(people.ola, at=NOW) == [visit]


async def test_the_draft_remembers_who_goes(
    ola: Speaker, services: Services, people: Cast
) -> None:
    ola.form, ola.slots = "visit_form", {"school": "Solvik skole", "visit_time": TIME}

    async def say(change: str, name: str, **more: Any) -> dict[str, Any] | None:
        done = await wish(ola, change, name, **more)
        assert done.slots["outcome"] == Outcome.CHANGED
        assert done.slots["confirmation"] is None
        ola.slots["visit"] = done.slots["visit"]
        return ola.slots["visit"]

    siri, kari = str(people.siri.partner_id), str(people.kari.partner_id)
    added = await say("add", "")
    assert added is None
    ola.slots["visit"] = (await ola.do(ActionVisitParticipants, "sammen med Siri og Petra")).slots[
        "visit"
    ]
    assert ola.slots["visit"]["together"] == (siri,)
    asked = await ola.do(ActionAskVisitFormConfirmation, "/b")
    assert asked.responses == [Response.VISIT_SUMMARY, Response.COLLEAGUE_UNKNOWN]
    assert "Siri Li" in asked.said[0]["summary"]

    named = await say("add", "Petra", colleague=kari)
    assert named is not None
    assert (named["together"], named["unsure"]) == ((siri, kari), ())
    await ola.do(ActionSaveVisit, "ja")
    (planned,) = services.visits.coming(people.kari, at=NOW)
    assert {each.name for each in planned.participants} == {
        "Ola Ødegård", "Siri Li", "Kari Nordmann"
    }  # fmt: skip


async def test_who_was_told_in_the_draft_may_be_left_out(ola: Speaker, people: Cast) -> None:
    siri = str(people.siri.partner_id)
    ola.form = "visit_form"
    ola.slots = {"visit": {"together": [siri], "unsure": ["Petra"]}}
    without = await ola.do(ActionVisitParticipants, "fjern Siri fra besøket")
    assert without.slots["visit"]["together"] == ()
    ola.slots = {"visit": {"together": [], "unsure": ["Petra"]}}
    assert (await wish(ola, "add", "Petra")).slots["visit"] is None


async def test_of_two_with_one_name_it_is_asked_who_is_meant(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    services.partners.invite(people.kari, "Siri Berg", at=NOW)
    asked = await wish(ola, "add", "Siri")
    assert (asked.outcome, asked.responses) == (Outcome.ASKED, [Response.CHOOSE_COLLEAGUE])
    assert sorted(asked.titles) == ["Siri Berg", "Siri Li"]


async def test_somebody_elsewhere_cannot_be_taken_along(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    nils = str(people.nils.partner_id)
    await wish(ola, "add", visit=visit.id, colleague=nils)
    assert going(services, people, visit) == ["Ola Ødegård"]


async def test_the_draft_takes_a_colleague_along_once(ola: Speaker, people: Cast) -> None:
    siri = str(people.siri.partner_id)
    ola.form, ola.slots = "visit_form", {"visit": {"together": [siri]}}
    again = await ola.do(ActionVisitParticipants, "/b", colleague=siri, name="Siri")
    assert again.slots["visit"]["together"] == (siri,)
    ola.slots = {"visit": {"unsure": ["Petra"]}}
    twice = await ola.do(ActionVisitParticipants, "sammen med Petra")
    assert twice.slots["visit"]["unsure"] == ("Petra",)


@pytest.fixture
def series(services: Services, people: Cast) -> list[Visit]:
    """Three visits at Solvik, a week apart."""
    wishes = [
        ScheduleVisit(f"s#{n}", "Solvik skole", NOW + timedelta(days=2, weeks=n)) for n in range(3)
    ]
    return services.visits.schedule_all(people.ola, wishes, at=NOW)


async def pressed(ola: Speaker, asked: Done, title: str) -> Done:
    buttons = {each["title"]: each["payload"] for each in asked.said[-1]["buttons"]}
    entities = json.loads(buttons[title].removeprefix("/visit_participants"))
    return await ola.do(ActionVisitParticipants, "/b", **entities)


async def test_one_of_a_series_or_all_of_it_is_asked(
    ola: Speaker, services: Services, people: Cast, series: list[Visit], visit: Visit
) -> None:
    asked = await wish(ola, "add", "Siri", visit=series[1].id)
    assert (asked.outcome, asked.responses) == (Outcome.ASKED, [Response.SHARE_ONE_OR_ALL])
    assert asked.titles == ["Bare dette besøket", "Alle 3 framover"]
    assert (await pressed(ola, asked, "Bare dette besøket")).outcome == Outcome.DONE
    assert [each.id for each in services.visits.coming(people.siri, at=NOW)] == [series[1].id]
    done = await pressed(ola, asked, "Alle 3 framover")
    assert done.responses == [Response.PARTICIPANTS_ADDED]
    assert done.said[0]["summary"].count("•") == 3
    assert [each.id for each in services.visits.coming(people.siri, at=NOW)] == [
        each.id for each in series
    ]
    # Of those to take off, only what she goes on counts.
    services.visits.participants.leave(people.siri, series[0].id, source_key="l", at=NOW)
    which = await wish(ola, "remove", "Siri")
    assert which.responses == [Response.CHOOSE_VISIT_TO_SHARE]
    assert which.titles[0] == "Alle 2 framover"
    assert len(which.titles) == 3
    assert (await pressed(ola, which, "Alle 2 framover")).outcome == Outcome.DONE
    assert services.visits.coming(people.siri, at=NOW) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Siri blir med på alle besøka på Solvik", 3),
        ("Siri vert med på Solvik kvar gong", 3),
        ("Siri joins all the Solvik visits", 3),
    ],
)
async def test_a_series_that_is_named_as_a_whole_is_not_asked_about(
    ola: Speaker, services: Services, people: Cast, series: list[Visit], text: str, count: int
) -> None:
    wish_lade = ScheduleVisit("l", "Lade skole", NOW + timedelta(days=4))
    services.visits.schedule(people.ola, wish_lade, at=NOW)
    done = await ola.do(ActionVisitParticipants, text, school="Solvik skole")
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.PARTICIPANTS_ADDED])
    assert len(services.visits.coming(people.siri, at=NOW)) == count
    off = await ola.do(ActionVisitParticipants, "ta bort Siri frå alle besøka på Solvik",
                       school="Solvik skole")  # fmt: skip
    assert (off.outcome, off.responses) == (Outcome.DONE, [Response.PARTICIPANTS_REMOVED])
    assert services.visits.coming(people.siri, at=NOW) == []


async def test_a_day_that_is_told_is_one_visit_of_the_series(
    ola: Speaker, services: Services, people: Cast, series: list[Visit]
) -> None:
    day = {"start": "2026-11-30", "end": None, "certain": False}
    done = await ola.do(ActionVisitParticipants, "Siri blir med på Solvik mandag", visit_time=day)
    assert done.outcome == Outcome.DONE
    assert [each.id for each in services.visits.coming(people.siri, at=NOW)] == [series[1].id]


async def test_a_colleague_with_another_visit_then_is_told_of(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    hers = ScheduleVisit("h", "Lade skole", visit.starts_at)
    services.visits.schedule(people.siri, hers, at=NOW)
    done = await wish(ola, "add", "Siri")
    told = services.texts.get("visits.overlap_colleague", "nb", name="Siri Li", time="kl. 13.00")
    assert done.said[0]["summary"].splitlines()[-1] == told


async def test_oneself_stays_away_from_a_whole_series(
    ola: Speaker, services: Services, people: Cast, series: list[Visit]
) -> None:
    siri = str(people.siri.partner_id)
    for each in series[:2]:
        services.visits.participants.add(people.ola, each.id, siri, source_key="a", at=NOW)
    done = await ola.do(ActionVisitParticipants, "jeg blir ikke med på resten av besøkene")
    assert done.responses == [Response.PARTICIPANT_LEFT]
    assert done.said[0]["summary"].count("•") == 2
    assert services.visits.coming(people.ola, at=NOW) == [series[2]]
