"""A visit is done when somebody says so, and then it can be logged."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.finishing import ActionFinishVisit, ActionReopenVisit
from actions.names import Outcome, Response
from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.domain_model.visits import Visit, VisitState
from bot.services.visits import ScheduleVisit
from tests.support.acting import Speaker
from tests.support.people import NOW, Cast


def plan(services: Services, actor: Actor, school: str, hours: int) -> Visit:
    wish = ScheduleVisit(school, school, NOW + timedelta(hours=hours))
    return services.visits.schedule(actor, wish, at=NOW - timedelta(days=10))


def state(services: Services, actor: Actor, visit: Visit) -> VisitState:
    return services.visits.kept(actor, visit.id).state


async def test_strangers_and_those_without_visits(ola: Speaker, stranger: Speaker) -> None:
    assert (await stranger.do(ActionFinishVisit, "ferdig")).outcome == Outcome.NOT_PARTNER
    assert (await ola.do(ActionFinishVisit, "ferdig")).outcome == Outcome.EMPTY


async def test_the_one_of_today_is_done(ola: Speaker, services: Services, people: Cast) -> None:
    visit = plan(services, people.ola, "Solvik skole", -2)
    plan(services, people.ola, "Lade skole", 30)
    done = await ola.do(ActionFinishVisit, "ferdig med besøket")
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.VISIT_FINISHED])
    assert state(services, people.ola, visit) is VisitState.DONE


@pytest.mark.parametrize("hours", [-50, 30])
async def test_another_day_is_asked_about(
    ola: Speaker, services: Services, people: Cast, hours: int
) -> None:
    visit = plan(services, people.ola, "Solvik skole", hours)
    plan(services, people.ola, "Lade skole", 50)
    done = await ola.do(ActionFinishVisit, "ferdig")
    assert (done.outcome, done.responses) == (Outcome.ASKED, [Response.CHOOSE_VISIT_TO_FINISH])
    assert len(done.titles) == 2
    assert state(services, people.ola, visit) is VisitState.PLANNED


async def test_the_school_tells_which_one(ola: Speaker, services: Services, people: Cast) -> None:
    visit = plan(services, people.ola, "Solvik skole", -50)
    plan(services, people.ola, "Lade skole", 30)
    done = await ola.do(ActionFinishVisit, "ferdig på Solvik skole", school="Solvik skole")
    assert done.outcome == Outcome.DONE
    assert state(services, people.ola, visit) is VisitState.DONE


async def test_a_button_of_a_visit(ola: Speaker, services: Services, people: Cast) -> None:
    visit = plan(services, people.ola, "Solvik skole", -50)
    theirs = plan(services, people.siri, "Lade skole", -50)
    assert (await ola.do(ActionFinishVisit, "/b", visit=visit.id)).outcome == Outcome.DONE
    for other in (theirs.id, "gone"):
        assert (await ola.do(ActionFinishVisit, "/b", visit=other)).outcome == Outcome.GONE
    assert state(services, people.siri, theirs) is VisitState.PLANNED


async def test_what_was_just_ended_stands_again(
    ola: Speaker, stranger: Speaker, services: Services, people: Cast
) -> None:
    assert (await stranger.do(ActionReopenVisit, "ikke gjort")).outcome == Outcome.NOT_PARTNER
    assert (await ola.do(ActionReopenVisit, "det er ikke gjort")).outcome == Outcome.EMPTY
    solvik = plan(services, people.ola, "Solvik skole", -2)
    lade = plan(services, people.ola, "Lade skole", 2)
    services.visits.finishing.finish(people.ola, lade.id, at=NOW)
    done = await ola.do(ActionFinishVisit, "ferdig på Solvik skole", school="Solvik skole")
    assert done.titles == ["Logg refleksjon", "Det er ikke gjort ennå"]
    ola.events = [{"event": "bot", "data": done.said[0]}]
    again = await ola.do(ActionReopenVisit, "nei, det er ikke gjennomført ennå")
    assert (again.outcome, again.responses) == (Outcome.DONE, [Response.PAST_VISIT_REOPENED])
    assert again.titles == ["Flytt", "Avlys"]
    assert state(services, people.ola, solvik) is VisitState.PLANNED
    assert state(services, people.ola, lade) is VisitState.DONE


async def test_what_is_not_named_is_asked_about_before_it_stands_again(
    ola: Speaker, services: Services, people: Cast
) -> None:
    lade = plan(services, people.ola, "Lade skole", 2)
    services.visits.finishing.finish(people.ola, lade.id, at=NOW)
    asked = await ola.do(ActionReopenVisit, "det er ikke gjort ennå")  # it may be anything
    assert (asked.outcome, asked.responses) == (Outcome.ASKED, [Response.CHOOSE_VISIT_TO_REOPEN])
    again = await ola.do(ActionReopenVisit, "besøket er ikke gjort ennå")
    assert (again.outcome, again.responses) == (Outcome.DONE, [Response.VISIT_REOPENED])
    assert state(services, people.ola, lade) is VisitState.PLANNED
    gone = await ola.do(ActionReopenVisit, "/b", visit="gone")
    assert gone.outcome == Outcome.GONE
