"""A planned visit is moved or cancelled: by words, or by the buttons under it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.visits import Visit
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

THURSDAY = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)


@pytest.fixture
def solvik(services: Services, people: Cast) -> Visit:
    wish = ScheduleVisit("v1", "Solvik", THURSDAY, THURSDAY + timedelta(hours=1))
    return services.visits.schedule(people.ola, wish, at=NOW)


@pytest.fixture
def lade(services: Services, people: Cast) -> Visit:
    wish = ScheduleVisit("v2", "Lade skole", THURSDAY + timedelta(hours=3))
    return services.visits.schedule(people.ola, wish, at=NOW)


def time_of(services: Services, people: Cast, visit: Visit) -> tuple[Any, Any]:
    kept = services.visits.get(people.ola, visit.id)
    return kept.starts_at, kept.ends_at


async def test_it_is_moved_in_one_message(
    ola: Any, services: Services, people: Cast, solvik: Visit, lade: Visit
) -> None:
    shown = await ola.say("flytt Solvik til fredag halv ti")
    assert "Skal jeg flytte besøket" in shown
    assert "Solvik: fra torsdag 26. november kl. 09.00–10.00" in shown
    assert "til fredag 27. november 2026 kl. 09.30–10.30" in shown
    assert time_of(services, people, solvik)[0] == THURSDAY
    assert "Besøket er flyttet" in await ola.press("Flytt")
    assert time_of(services, people, solvik) == (FRIDAY, FRIDAY + timedelta(hours=1))
    assert time_of(services, people, lade)[0] == lade.starts_at
    assert len(services.visits.coming(people.ola, at=NOW)) == 2
    assert await ola.slot("visit") is None


async def test_which_one_is_asked_and_the_time_is_not_asked_again(
    ola: Any, services: Services, people: Cast, solvik: Visit, lade: Visit
) -> None:
    assert "Hvilket besøk" in await ola.say("flytt besøket til fredag halv ti")
    assert await ola.slot("visit_time") is None
    shown = await ola.press("Lade skole, torsdag 26. november kl. 12.00")
    assert "fredag 27. november 2026 kl. 09.30" in shown
    await ola.press("Flytt")
    assert time_of(services, people, lade) == (FRIDAY, None)


async def test_the_button_under_the_list_asks_for_the_time(
    ola: Any, services: Services, people: Cast, solvik: Visit
) -> None:
    await ola.say("hvilke besøk har jeg")
    assert "Når er besøket" in await ola.press("Flytt")
    assert "Når på dagen fredag 27. november" in await ola.say("fredag")
    assert "fredag 27. november 2026 kl. 09.30–10.30" in await ola.say("halv ti")
    assert "Når er besøket" in await ola.press("Endre tid")
    assert "Når er besøket" in await ola.press("Tilbake")
    assert "kl. 13.00–15.00" in await ola.say("fredag kl 13–15")
    assert "flyttet" in await ola.say("ja")
    end = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
    assert time_of(services, people, solvik) == (end - timedelta(hours=2), end)


async def test_planning_after_a_move_that_was_given_up(ola: Any, solvik: Visit) -> None:
    await ola.choose(f'/move_visit{{"visit": "{solvik.id}"}}')
    assert "Avbrutt" in await ola.press("Stopp")
    assert "Hvilken skole" in await ola.say("planlegg et besøk")


async def test_a_reflection_is_not_lost_for_a_move(ola: Any, solvik: Visit) -> None:
    await ola.say("logg besøket på Åsveien skole")
    said = await ola.choose(f'/move_visit{{"visit": "{solvik.id}"}}')
    assert "midt i en refleksjon" in said
    assert said.endswith("Hva skjedde på besøket?")
    assert await ola.slot("school") == "Åsveien skole"
    assert await ola.say("Flytt fokus til fredag, sa rektor") == "Hva fungerte?"


async def test_it_is_cancelled_by_its_school(
    ola: Any, services: Services, people: Cast, solvik: Visit, lade: Visit
) -> None:
    asked = await ola.say("avlys besøket på Solvik")
    assert "Skal jeg avlyse dette besøket" in asked
    assert "Solvik, torsdag 26. november kl. 09.00–10.00" in asked
    assert "avlyst" in await ola.press("Ja, avlys")
    assert services.visits.coming(people.ola, at=NOW) == [lade]


async def test_it_is_cancelled_under_the_list_with_a_yes(
    ola: Any, services: Services, people: Cast, solvik: Visit
) -> None:
    await ola.say("hvilke besøk har jeg")
    assert "Skal jeg avlyse" in await ola.press("Avlys")
    assert "Besøket er avlyst" in await ola.say("ja")
    assert services.visits.coming(people.ola, at=NOW) == []
    assert "ingenting som venter" in await ola.say("ja")


@pytest.mark.parametrize("between", ["nei", "hva er suksessfaktorene?"])
async def test_a_yes_that_comes_later_cancels_nothing(
    ola: Any, services: Services, people: Cast, solvik: Visit, between: str
) -> None:
    await ola.say("avlys besøket")
    await ola.say(between)
    assert "ingenting som venter" in await ola.say("ja")
    assert services.visits.coming(people.ola, at=NOW) == [solvik]


async def test_an_old_button_that_means_yes_cancels_nothing(
    ola: Any, services: Services, people: Cast, solvik: Visit
) -> None:
    await ola.say("avlys besøket")
    assert "ingenting som venter" in await ola.choose("/affirm")
    assert services.visits.coming(people.ola, at=NOW) == [solvik]


async def test_how_it_went_starts_the_reflection(ola: Any) -> None:
    assert "Hva skjedde" in await ola.choose('/log_reflection{"school": "Åsveien skole"}')
    assert await ola.slot("school") == "Åsveien skole"


async def test_in_nynorsk_and_english(ola: Any, solvik: Visit) -> None:
    assert "Skal eg flytte besøket" in await ola.say("eg vil flytte besøket til tysdag klokka ti")
    await ola.press("Avbryt")
    assert "Shall I move the visit" in await ola.say("please move the visit to Friday at 10")
    assert "The visit is moved" in await ola.press("Move")


async def test_how_long_a_visit_lasts_is_told_later(
    ola: Any, services: Services, people: Cast
) -> None:
    wish = ScheduleVisit("e", "Solvik skole", datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    services.visits.schedule(people.ola, wish, at=NOW)
    said = await ola.say("besøket på Solvik varer til 10.30")
    assert "til torsdag 26. november 2026 kl. 09.00–10.30" in said
    await ola.press("Flytt")
    [visit] = services.visits.coming(people.ola, at=NOW)
    assert visit.ends_at == datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    assert "kl. 09.00–10.30, bare du" in await ola.say("hvem er med på Solvik?")
