"""Stopping is possible at every step, and nothing is kept then."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from tests.conversations.happy_path.test_reflections import tell
from tests.support.people import Cast


@pytest.mark.parametrize("told", range(6))
async def test_at_every_step(ola: Any, told: int) -> None:
    await ola.say("logg en refleksjon")
    for answer in ("Solvik skole", "Vi møttes", "Praten", "Tida", "Møtes igjen")[:told]:
        await ola.say(answer)
    assert await ola.press("Stopp") == "Avbrutt. Ingenting er lagret."
    assert await ola.form() is None
    assert await ola.slot("school") is None


async def test_with_a_word(ola: Any) -> None:
    await ola.say("logg besøket på Solvik skole")
    assert "Avbrutt" in await ola.say("avbryt")


async def test_at_the_summary(ola: Any, services: Services, people: Cast) -> None:
    await tell(ola)
    assert "Avbrutt" in await ola.press("Avbryt")
    assert "ingenting som venter" in await ola.say("ja")
    assert services.reflections.visible_to(people.ola) == []


async def test_there_may_be_nothing_to_stop(ola: Any) -> None:
    assert "ingenting i gang" in await ola.say("stopp")
