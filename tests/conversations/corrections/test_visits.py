"""A visit may be changed until it is confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.bootstrap import Services
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast


async def test_another_time(ola: Any) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    assert "Når er besøket" in await ola.press("Endre tid")
    assert "Åsveien skole, fredag 27. november 2026 kl. 13.00" in await ola.say("fredag kl 13")


async def test_another_time_without_being_asked(ola: Any) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    assert "fredag 27. november 2026 kl. 13.00" in await ola.say("nei, fredag kl 13")


async def test_another_school(ola: Any) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    assert "Hvilken skole" in await ola.press("Endre skole")
    assert "Lade skole, torsdag 26. november 2026 kl. 09.00" in await ola.say("Lade skole")


async def test_what_to_change_is_asked(ola: Any) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    assert "Hva vil du endre" in await ola.say("jeg vil endre noe")
    assert "Når er besøket" in await ola.press("Tid")


async def test_one_step_back(ola: Any) -> None:
    await ola.say("planlegg et besøk på Solvik skole")
    assert "Hvilken skole" in await ola.press("Tilbake")


async def test_a_no_loses_nothing(ola: Any) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    reply = await ola.say("nei")
    assert "Ingenting er lagret" in reply
    assert "torsdag 26. november 2026 kl. 09.00" in reply


async def test_a_visit_that_was_to_move_is_off_instead(
    ola: Any, services: Services, people: Cast
) -> None:
    wish = ScheduleVisit("v", "Solvik skole", NOW + timedelta(days=5))
    services.visits.schedule(people.ola, wish, at=NOW)
    assert "Når på dagen" in await ola.say("flytt Solvik til fredag")
    assert "Skal jeg avlyse" in await ola.say("avlys heller")
    assert await ola.form() is None
    assert "er avlyst" in await ola.say("ja")
    assert services.visits.coming(people.ola, at=NOW) == []


async def test_the_time_of_a_reminder_is_not_the_visits(
    ola: Any, services: Services, people: Cast
) -> None:
    wish = ScheduleVisit("v", "Solvik skole", NOW + timedelta(days=5))
    services.visits.schedule(people.ola, wish, at=NOW)
    await ola.say("besøk på Nyborg ungdomsskole fredag kl 9")
    said = await ola.say("utsett påminnelsen til i morgen kl 8")
    assert "søndag 22. november kl. 08.00" in said
    assert "Nyborg ungdomsskole, fredag 27. november 2026 kl. 09.00" in said


async def test_a_misspelt_move_is_no_schools_name(
    ola: Any, services: Services, people: Cast
) -> None:
    wish = ScheduleVisit("v", "Lade skole", NOW + timedelta(days=5))
    services.visits.schedule(people.ola, wish, at=NOW)
    await ola.say("planlegg besøk")
    assert "Hvilken skole" in await ola.say("flyt Lade til mandg kl 9")
    assert (await ola.slot("school"), await ola.slot("visit_time")) == (None, None)
