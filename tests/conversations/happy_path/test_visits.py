"""A visit is understood, shown in full, confirmed with a button and kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.bootstrap import Services
from bot.services.commands import Command, payload_of
from tests.support.people import NOW, Cast


async def test_it_is_shown_and_then_kept(ola: Any, services: Services, people: Cast) -> None:
    summary = await ola.say("besøk på Åsveien skole torsdag kl 9–10")
    assert "Åsveien skole, torsdag 26. november 2026 kl. 09.00–10.00" in summary
    assert services.visits.coming(people.ola, at=NOW) == []

    assert "Besøket er lagt inn" in await ola.press("Lagre")
    (visit,) = services.visits.coming(people.ola, at=NOW)
    assert visit.school_name == "Åsveien skole"
    assert visit.starts_at == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    assert visit.ends_at == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


async def test_what_is_missing_is_asked_for(ola: Any, services: Services, people: Cast) -> None:
    assert "Hvilken skole" in await ola.say("jeg vil planlegge et skolebesøk")
    assert "Når er besøket" in await ola.say("Solvik")
    assert "Når på dagen torsdag 26. november" in await ola.say("på torsdag")
    assert "Solvik, torsdag 26. november 2026 kl. 09.30" in await ola.say("halv ti")
    await ola.press("Lagre")
    assert len(services.visits.coming(people.ola, at=NOW)) == 1


async def test_visits_are_listed(ola: Any) -> None:
    assert "ingen besøk framover" in await ola.say("hvilke besøk har jeg")
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    await ola.press("Lagre")
    listed = await ola.say("når er neste skolebesøk?")
    assert "Åsveien skole, torsdag 26. november kl. 09.00" in listed


async def test_the_next_visit_is_shown(ola: Any, services: Services, people: Cast) -> None:
    wanted = payload_of(Command("neste", ""), None)
    assert wanted is not None
    assert "ingen besøk framover" in await ola.choose(wanted)
    for day in ("fredag", "torsdag"):
        await ola.say(f"besøk på Åsveien skole {day} kl 9")
        await ola.press("Lagre")
    shown = await ola.choose(wanted)
    assert shown == "Neste besøk: Åsveien skole, torsdag 26. november kl. 09.00"
    assert "Skal jeg avlyse" in await ola.press("Avlys")


async def test_a_visit_is_cancelled(ola: Any, services: Services, people: Cast) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    await ola.press("Lagre")
    await ola.say("besøk på Lade skole fredag kl 10")
    await ola.press("Lagre")
    assert "Hvilket besøk" in await ola.say("jeg må avlyse besøket")
    asked = await ola.press("Lade skole, fredag 27. november kl. 10.00")
    assert "Skal jeg avlyse" in asked
    assert "avlyst" in await ola.press("Ja, avlys")
    (left,) = services.visits.coming(people.ola, at=NOW)
    assert left.school_name == "Åsveien skole"


async def test_in_nynorsk(ola: Any) -> None:
    assert "Når på dagen tysdag 24. november" in await ola.say("eg skal på besøk på Solvik tysdag")
    assert "Skal eg leggje inn" in await ola.say("klokka ti")
    assert "Eg minner deg" in await ola.press("Lagre")


async def test_in_english(ola: Any) -> None:
    shown = await ola.say("schedule a visit to Solvik school on Friday at 10")
    assert "Solvik school, Friday 27 November 2026 at 10:00" in shown
    assert "I will remind you" in await ola.press("Save")
