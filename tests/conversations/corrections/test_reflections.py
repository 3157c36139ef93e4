"""What was told may be changed until it is saved."""

from __future__ import annotations

from typing import Any

from bot.bootstrap import Services
from tests.conversations.happy_path.test_reflections import tell
from tests.support.people import Cast


async def test_one_step_back(ola: Any) -> None:
    await ola.say("logg besøket på Åsveien skole")
    await ola.say("Vi snakket om mål")
    assert "Hva skjedde" in await ola.press("Tilbake")
    assert "Hva fungerte" in await ola.say("Vi snakket om felles mål")
    assert await ola.slot("happened") == "Vi snakket om felles mål"


async def test_back_from_the_first_step_asks_again(ola: Any) -> None:
    await ola.say("logg en refleksjon")
    assert "Hvilken skole" in await ola.say("tilbake")


async def test_back_from_sharing(ola: Any) -> None:
    await ola.say("logg besøket på Åsveien skole")
    for answer in ("Vi møttes", "Alt", "Ingen vansker å nevne", "Møtes igjen"):
        await ola.say(answer)
    assert "neste steg" in await ola.press("Tilbake")


async def test_a_part_is_told_again(ola: Any, services: Services, people: Cast) -> None:
    await tell(ola)
    assert "Hva vil du endre" in await ola.press("Endre")
    assert "Hva fungerte" in await ola.press("Hva fungerte")
    summary = await ola.say("De delte ærlig.")
    assert "Fungerte: De delte ærlig." in summary
    await ola.press("Lagre")
    (kept,) = services.reflections.visible_to(people.ola)
    assert kept.parts.worked == "De delte ærlig."
    assert kept.parts.happened == "Gruppene øvde på kollegaveiledning."


async def test_sharing_is_chosen_again(ola: Any) -> None:
    await tell(ola)
    await ola.say("jeg vil endre noe")
    await ola.press("Deling")
    assert "Deles med: bare meg" in await ola.say("bare meg")


async def test_a_no_to_the_summary_loses_nothing(ola: Any) -> None:
    await tell(ola)
    reply = await ola.say("nei")
    assert "Ingenting er lagret" in reply
    assert "Slik forsto jeg det" in reply


async def test_an_empty_reflection_is_not_saved(
    ola: Any, services: Services, people: Cast
) -> None:
    await ola.say("logg en refleksjon")
    for _ in range(6):
        await ola.press("Hopp over")
    reply = await ola.press("Lagre")
    assert "ingenting å lagre" in reply
    assert "Hva skjedde" in reply
    assert services.reflections.visible_to(people.ola) == []
