"""A visit is done: it is not the next one any more, and it may be logged at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.visits import Visit
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

EARLIER = NOW - timedelta(days=2)


@pytest.fixture
def solvik(services: Services, people: Cast) -> Visit:
    """A visit that began an hour ago."""
    wish = ScheduleVisit("v1", "Solvik", NOW - timedelta(hours=1))
    return services.visits.schedule(people.ola, wish, at=EARLIER)


@pytest.fixture
def lade(services: Services, people: Cast) -> Visit:
    """A visit of the days to come."""
    wish = ScheduleVisit("v2", "Lade skole", NOW + timedelta(days=3))
    return services.visits.schedule(people.ola, wish, at=EARLIER)


@pytest.mark.parametrize(
    "said", ["besøket på Solvik er gjort", "ferdig på Solvik", "besøket er over"]
)
async def test_it_is_done_and_may_be_logged(
    ola: Any, services: Services, people: Cast, solvik: Visit, lade: Visit, said: str
) -> None:
    answer = await ola.say(said)
    assert "da er det gjort: Solvik" in answer
    assert services.visits.kept(people.ola, solvik.id).state == "done"
    assert services.visits.coming(people.ola, at=NOW) == [lade]
    assert "Hva skjedde" in await ola.press("Logg refleksjon")
    assert await ola.slot("school") == "Solvik"


async def test_one_to_come_is_asked_about(
    ola: Any, services: Services, people: Cast, lade: Visit
) -> None:
    assert "Hvilket besøk er gjort" in await ola.say("ferdig på Lade skole")
    await ola.choose(f'/finish_visit{{"visit": "{lade.id}"}}')
    assert services.visits.coming(people.ola, at=NOW) == []
    assert "ingen besøk" in await ola.choose('/list_visits{"visit": "next"}')


async def test_the_button_under_a_reminder(
    ola: Any, services: Services, people: Cast, solvik: Visit, lade: Visit
) -> None:
    def done(visit: Visit, kind: str) -> str:
        return f'/snooze_reminder{{"visit": "{visit.id}", "reminder": "{kind}", "snooze": "done"}}'

    assert "ikke mer før dette besøket" in await ola.choose(done(lade, "day_before"))
    assert services.visits.kept(people.ola, lade.id).state == "planned"
    assert "da er det gjort" in await ola.choose(done(solvik, "hour_before"))
    assert "spør ikke mer" in await ola.choose(done(solvik, "after_visit"))
    assert services.visits.kept(people.ola, solvik.id).state == "done"


async def test_there_is_nothing_to_finish(ola: Any, stranger: Any) -> None:
    assert "ikke noe besøk å avslutte" in await ola.say("besøket på Solvik er gjort")
    assert "invita" in await stranger.say("besøket på Solvik er gjort")


async def test_in_nynorsk_and_english(ola: Any, solvik: Visit) -> None:
    assert "Bra, då er det gjort" in await ola.say("eg er ferdig med besøket på Solvik no")
    assert "I have no visit to finish" in await ola.say("I have finished the visit to Solvik")


async def test_it_was_not_done_after_all(
    ola: Any, stranger: Any, services: Services, people: Cast, solvik: Visit, lade: Visit
) -> None:
    await ola.say("besøket på Solvik er gjort")
    said = await ola.say("nei, det er ikke gjennomført ennå")
    assert said.startswith("Greit, da er det ikke gjort: Solvik")
    assert services.visits.get(people.ola, solvik.id) == solvik
    await ola.say("besøket på Solvik er gjort")
    assert "Skal det flyttes" in await ola.press("Det er ikke gjort ennå")
    assert "Skal jeg avlyse" in await ola.press("Avlys")
    await ola.choose(f'/finish_visit{{"visit": "{lade.id}"}}')
    assert "då gjeld besøket igjen: Lade" in await ola.say("eg er ikkje ferdig med besøket enno")
    assert "ikkje noko besøk" in await ola.say("besøket på Lade er ikkje gjort enno")
    assert "invita" in await stranger.say("besøket er ikke gjort ennå")


async def test_a_bare_mistake_opens_it_again(
    ola: Any, services: Services, people: Cast, solvik: Visit
) -> None:
    await ola.say("ferdig på Solvik")
    assert "Solvik" in await ola.say("det var feil")
    assert services.visits.kept(people.ola, solvik.id).state == "planned"
