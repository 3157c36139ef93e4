"""A time that is none, or could be several, is asked about and never guessed."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ("banan", "forsto jeg ikke"),
        ("kl 9", "Det kan bety flere tidspunkt"),
        ("neste torsdag kl 9", "Det kan bety flere tidspunkt"),
        ("i går kl 9", "Det tidspunktet har vært"),
    ],
)
async def test_it_is_asked_again(ola: Any, answer: str, reply: str) -> None:
    await ola.say("planlegg et besøk på Solvik skole")
    asked = await ola.say(answer)
    assert reply in asked
    assert asked.endswith("Skriv for eksempel «torsdag kl. 9–10».")
    assert await ola.slot("visit_time") is None


async def test_a_visit_needs_a_school(ola: Any) -> None:
    await ola.say("planlegg et besøk")
    assert "Det ser ikke ut som navnet på en skole" in await ola.say("hopp over")


async def test_a_question_meanwhile_is_answered(ola: Any) -> None:
    await ola.say("planlegg et besøk på Solvik skole")
    reply = await ola.say("hva er suksessfaktorene?")
    assert "Rapporten nevner sju" in reply
    assert "Når er besøket" in reply


async def test_stopping_keeps_nothing(ola: Any) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    assert await ola.press("Avbryt") == "Avbrutt. Ingenting er lagret."
    assert "ingen besøk framover" in await ola.say("hvilke besøk har jeg")


async def test_there_may_be_nothing_to_cancel(ola: Any) -> None:
    assert "ingen besøk framover" in await ola.say("avlys besøket")
