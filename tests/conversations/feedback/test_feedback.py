"""What is said of an answer in words, and what is offered when there is none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.feedback import TopicVerdicts
from tests.support.conversation import NOW
from tests.support.people import Cast


@pytest.mark.parametrize(
    ("words", "reply", "good", "bad"),
    [
        ("bra svar", "Takk, det er godt å høre.", 1, 0),
        ("det var feil svar", "Takk for at du sier fra. Hva var galt?", 0, 1),
        ("det var ikkje det eg spurde om", "Takk for at du seier frå. Kva var gale?", 0, 1),
    ],
)
async def test_words_count_for_the_last_answer(
    ola: Any, services: Services, people: Cast, words: str, reply: str, good: int, bad: int
) -> None:
    await ola.say("hvor foregår sku?")
    assert await ola.say(words) == reply
    counts = services.asking.feedback.counts(people.kari, at=NOW + timedelta(hours=1))
    assert counts.topics == [TopicVerdicts("sku_arena", good, bad, {})]


async def test_blame_before_any_answer_is_met_with_a_way_on(stranger: Any) -> None:
    assert "Det var leit." in await stranger.say("dårlig svar")


async def test_an_answer_can_be_judged_and_its_source_cannot(ola: Any) -> None:
    await ola.say("hvor foregår sku?")
    assert [each.title for each in ola.replies[0].buttons][-2:] == ["👍", "👎"]
    await ola.say("kilde?")
    assert "👍" not in [each.title for each in ola.replies[0].buttons]


async def test_what_is_not_known_can_be_passed_on_or_searched_for(ola: Any) -> None:
    assert "Det vet jeg ikke" in await ola.say("hvor mye tjener en rektor?")
    assert [each.payload for each in ola.replies[0].buttons] == ["enquiry:ask", "/search", "/help"]


async def test_the_coordinator_can_be_written_to(ola: Any) -> None:
    assert "Jeg kan sende spørsmålet ditt videre" in await ola.say(
        "hvordan får jeg tak i koordinatoren?"
    )
    assert [each.payload for each in ola.replies[0].buttons] == ["enquiry:ask"]
