"""What cannot be an answer is asked for again; what looks dangerous is only text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.happy_path.test_reflections import tell


@pytest.mark.parametrize("answer", ["12345", "litt her og litt der, alt etter hvor bilen stoppet"])
async def test_a_school_that_is_none(ola: Any, answer: str) -> None:
    await ola.say("logg en refleksjon")
    assert "Det ser ikke ut som navnet på en skole" in await ola.say(answer)
    assert await ola.slot("school") is None


async def test_a_level_of_sharing_that_is_none(ola: Any) -> None:
    await ola.say("logg besøket på Solvik skole")
    for answer in ("Vi møttes", "Praten", "Tida", "Møtes igjen"):
        await ola.say(answer)
    assert "Velg hvor langt" in await ola.say("halve kongeriket")
    assert "Slik forsto jeg det" in await ola.say("nettverket")


@pytest.mark.parametrize(
    "text",
    ["{summary} {school} {}", "<b>fet</b> & «sitat»", "'; DROP TABLE reflection;--", "🙂🙂🙂"],
)
async def test_every_character_is_kept_as_it_is(ola: Any, text: str) -> None:
    await ola.say("logg besøket på Solvik skole")
    await ola.say(text)
    assert await ola.slot("happened") == text
    for _ in range(3):
        await ola.say("hopp over")
    assert text in await ola.say("koordinator")


async def test_the_longest_text_that_a_channel_takes_is_kept(ola: Any) -> None:
    await ola.say("logg besøket på Solvik skole")
    assert await ola.say("ord " * 2_498 + "slutt") == "Hva fungerte?"


async def test_gibberish_at_the_summary(ola: Any) -> None:
    await tell(ola)
    reply = await ola.say("asdf qwerty")
    assert "Det forsto jeg ikke" in reply
    assert "Slik forsto jeg det" in reply


@pytest.mark.parametrize("message", ["hvor mye tjener en rektor", "hvem vant valget"])
async def test_what_is_not_known_is_said(stranger: Any, message: str) -> None:
    assert "Det vet jeg ikke" in await stranger.say(message)


@pytest.mark.parametrize(
    "wish",
    ["logg en refleksjon", "vis refleksjonene mine", "planlegg et skolebesøk", "mine besøk"],
)
async def test_a_stranger_is_told_how_to_be_invited(stranger: Any, wish: str) -> None:
    assert "Be koordinatoren" in await stranger.say(wish)
    assert await stranger.form() is None


async def test_a_button_of_an_earlier_question_is_no_answer(ola: Any) -> None:
    await tell(ola)
    earlier = ["/affirm", '/inform{"sharing": "network"}', '/edit_reflection{"field": "hard"}']
    await ola.press("Avbryt")
    await ola.say("logg besøket på Solvik skole")
    for payload in earlier:
        assert "Hva skjedde på besøket?" in await ola.choose(payload)
        assert await ola.slot("happened") is None
