"""The form of a message is told from its words; an open one keeps the conversation's form."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain_model.language import Language, guess_language, identify_language

HERE = Path(__file__).parent
SAMPLES = yaml.safe_load((HERE / "language_samples.yml").read_text(encoding="utf-8"))
AFTER = yaml.safe_load((HERE / "language_after.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_at_least_95_per_cent_of_short_messages_are_told_right(part: str) -> None:
    told = [
        (text, form, identify_language(text))
        for form, texts in SAMPLES[part].items()
        for text in texts
    ]
    wrong = [(text, form, guess) for text, form, guess in told if guess != form]
    assert len(told) >= 90
    assert len(wrong) / len(told) <= 0.05, wrong


@pytest.mark.parametrize("part", ["held_out", "second", "third"])
def test_the_reply_is_in_the_form_of_the_message_whatever_came_before(part: str) -> None:
    told = [
        (text, form, before, identify_language(text, before))
        for form, texts in AFTER[part].items()
        for text in texts
        for before in Language
    ]
    wrong = [
        each for each in told
        if each[3] != each[1] and not (each[1] == "either" and each[3] is not Language.EN)
    ]  # fmt: skip
    assert len(told) >= 135
    assert len(wrong) / len(told) <= 0.03, wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jeg vet ikke hva det betyr", Language.NB),
        ("Eg veit ikkje kva det tyder", Language.NN),
        ("I don't know what it means", Language.EN),
        ("KVA ER SKULEBASERT KOMPETANSEUTVIKLING", Language.NN),
        ("Lærarane arbeidde godt", Language.NN),
        ("Lærerne jobbet godt", Language.NB),
        ("was at Åsveien skole and Øvre Årdal skule today", Language.EN),
        ("skal vi ta en workshop om feedback i teamet", Language.NB),
        ("møte med Kvål skole om kvalitet i kveld for jeg har tid", Language.NB),
    ],
)
def test_clear_messages_are_certain(text: str, expected: Language) -> None:
    guess = guess_language(text)
    assert (guess.language, guess.certain) == (expected, True)


@pytest.mark.parametrize("default", list(Language))
@pytest.mark.parametrize("text", ["", "👍", "1234", "dekomp", "12.30", "Solvik", "ok", "x"])
def test_a_message_without_a_telling_word_keeps_the_default(text: str, default: Language) -> None:
    assert identify_language(text, default) is default
    assert not guess_language(text, default).certain


@pytest.mark.parametrize(
    ("default", "expected"),
    [(Language.NB, Language.NB), (Language.NN, Language.NN), (Language.EN, Language.NB)],
)
@pytest.mark.parametrize("text", ["det er godt", "møte i dag"])
def test_norwegian_of_either_form_keeps_a_norwegian_default(
    text: str, default: Language, expected: Language
) -> None:
    assert identify_language(text, default) is expected


@pytest.mark.parametrize("form", [Language.NB, Language.NN])
def test_a_word_that_english_has_too_keeps_a_norwegian_default(form: Language) -> None:
    assert identify_language("mine data", form) is form


@given(st.text(), st.sampled_from(Language))
def test_any_text_gets_a_form(text: str, default: Language) -> None:
    assert identify_language(text, default) in Language
