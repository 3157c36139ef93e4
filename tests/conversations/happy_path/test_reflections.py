"""A reflection is told step by step, shown, confirmed and kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.bootstrap import Services
from bot.domain_model.sharing import Sharing
from tests.support.people import Cast


async def tell(chat: Any) -> str:
    """Tell a whole reflection, up to its summary."""
    await chat.say("jeg vil logge en refleksjon")
    await chat.say("Åsveien skole")
    await chat.say("Gruppene øvde på kollegaveiledning.")
    await chat.say("De kom fort i gang.")
    await chat.say("Rektor måtte gå etter ti minutter.")
    await chat.say("Avtale tid med ledergruppa først.")
    return str(await chat.press("Min institusjon"))


async def test_it_is_shown_and_then_kept_once(ola: Any, services: Services, people: Cast) -> None:
    summary = await tell(ola)
    assert "Skole: Åsveien skole" in summary
    assert "Dato: i dag, lørdag 21. november" in summary
    assert (
        "Temaer: ressurser («etter ti minutter»), forankring i ledelsen («Rektor måtte gå»)"
        in (summary)
    )
    assert "Deles med: min institusjon" in summary
    assert services.reflections.visible_to(people.ola) == []

    assert "Lagret" in await ola.press("Lagre")
    (kept,) = services.reflections.visible_to(people.ola)
    assert kept.school_name == "Åsveien skole"
    assert kept.parts.happened == "Gruppene øvde på kollegaveiledning."
    assert kept.parts.next_step == "Avtale tid med ledergruppa først."
    assert kept.sharing is Sharing.INSTITUTION
    assert kept.visited_on == date(2026, 11, 21)
    assert await ola.form() is None


async def test_the_next_one_starts_empty(ola: Any) -> None:
    await tell(ola)
    await ola.press("Lagre")
    assert "Hvilken skole" in await ola.say("logg en refleksjon")


async def test_a_school_that_is_named_along_is_not_asked_for(ola: Any) -> None:
    assert "Hva skjedde" in await ola.say("logg besøket på Åsveien skole")
    assert await ola.slot("school") == "Åsveien skole"


async def test_every_question_may_be_skipped(ola: Any, services: Services, people: Cast) -> None:
    await ola.say("logg en refleksjon")
    await ola.press("Hopp over")
    await ola.say("Vi øvde på IGP.")
    for _ in range(3):
        await ola.press("Hopp over")
    summary = await ola.press("Hopp over")
    assert "Skole: uten skole" in summary
    assert "Fungerte" not in summary
    assert "Deles med: koordinator" in summary
    await ola.press("Lagre")
    (kept,) = services.reflections.visible_to(people.ola)
    assert kept.parts.worked == ""
    assert kept.sharing is Sharing.COORDINATOR


async def test_it_is_listed(ola: Any) -> None:
    assert "Du har ikke logget noe ennå" in await ola.say("vis refleksjonene mine")
    await tell(ola)
    await ola.press("Lagre")
    listed = await ola.say("vis refleksjonene mine")
    assert "Åsveien skole: Gruppene øvde på kollegaveiledning." in listed


async def test_in_nynorsk(ola: Any) -> None:
    assert "Kva skule" in await ola.say("eg vil logge ein refleksjon")
    assert "Kva hende" in await ola.say("Solvik skule")
    await ola.say("Det gjekk godt.")
    for _ in range(3):
        await ola.press("Hopp over")
    assert "Blir delt med: berre meg" in await ola.press("Berre meg")
    assert "Lagra" in await ola.press("Lagre")


async def test_in_english(ola: Any) -> None:
    assert "Which school" in await ola.say("I want to log a reflection")
    assert "What happened" in await ola.press("Skip")
    await ola.say("The groups got started well.")
    for _ in range(3):
        await ola.press("Skip")
    assert "Shared with: the network" in await ola.press("The network")
    assert "Saved" in await ola.press("Save")
