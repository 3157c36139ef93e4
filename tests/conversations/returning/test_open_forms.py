"""Who comes back to an open form after days is told where she was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

AWAY = timedelta(days=3)


@pytest.mark.parametrize(
    ("language", "reminder", "question"),
    [
        ("nb", "refleksjon fra Åsveien skole. Vi var ved «Hva fungerte?».", "Hva fungerte?"),
        ("nn", "refleksjon frå Åsveien skole. Vi var ved «Kva fungerte?».", "Kva fungerte?"),
        ("en", "reflection from Åsveien skole. We were at «What worked?».", "What worked?"),
    ],
)
async def test_a_greeting_is_returned_with_where_she_was(
    ola: Any, language: str, reminder: str, question: str
) -> None:
    ola.pinned = language
    await ola.say("logg besøket på Åsveien skole")
    await ola.say("Vi snakket om vurdering")
    ola.now += AWAY
    assert (await ola.say("hei")).endswith(f"{reminder} {question}")
    assert await ola.slot("worked") is None
    assert "/stop" in [button.payload for button in ola.replies[-1].buttons]


async def test_an_answer_is_taken_and_it_is_told_to_what(ola: Any) -> None:
    await ola.say("logg besøket på Åsveien skole")
    ola.now += AWAY
    said = await ola.say("Vi snakket om vurdering")
    assert said == (
        "Du holdt på med en refleksjon fra Åsveien skole. "
        "Vi var ved «Hva skjedde på besøket?». Hva fungerte?"
    )
    assert await ola.slot("happened") == "Vi snakket om vurdering"
    assert await ola.say("Det å øve") == "Hva var vanskelig?"


async def test_a_visit_that_was_left_open(ola: Any) -> None:
    await ola.say("planlegg et besøk på Åsveien skole")
    ola.now += AWAY
    said = await ola.say("hjelp")
    assert "Du holdt på å legge inn et besøk på Åsveien skole." in said


@pytest.mark.parametrize(
    ("message", "away"),
    [
        ("hei", timedelta(hours=23)),
        ("stopp", AWAY),
    ],
)
async def test_nobody_is_reminded_without_need(ola: Any, message: str, away: timedelta) -> None:
    await ola.say("logg besøket på Åsveien skole")
    ola.now += away
    assert "Du holdt på" not in await ola.say(message)
