"""What one message holds: a greeting before the matter, several questions, a look back."""

from __future__ import annotations

import pytest

from bot.domain_model.answers import Manner
from bot.nlu.follow_up_words import asked_manner, language_asked_for, names_nothing, points_back
from bot.nlu.message_parts import (
    Greeting,
    is_greeting,
    joined_questions,
    separate_questions,
    without_greeting,
)


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("mer takk", Manner.MORE),
        ("Kan du utdype det litt?", Manner.MORE),
        ("æ skjønne itj", Manner.MORE),
        ("hvor har du det fra?", Manner.SOURCE),
        ("where did you get that from", Manner.SOURCE),
        ("kem sier det", Manner.SOURCE),
        ("too long", Manner.SHORT),
        ("si det kortare, takk", Manner.SHORT),
        ("hvor kommer pengene fra?", None),
        ("mer om roller og ansvar i partnerskap mellom skole og universitet", None),
        ("mine refleksjoner", None),
        ("hva er kollegaveiledning", None),
    ],
)
def test_a_wish_for_another_manner_is_known_by_its_words(text: str, manner: Manner | None) -> None:
    assert asked_manner(text) is manner


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("på nynorsk takk", "nn"),
        ("ka blir det på bokmål", "nb"),
        ("in English, please", "en"),
        ("svar alltid på nynorsk", None),
        ("kan du svare på engelsk", None),
        ("hva er sku", None),
    ],
)
def test_a_language_is_asked_for_once_unless_it_is_a_setting(
    text: str, language: str | None
) -> None:
    assert language_asked_for(text) == language


def test_a_question_may_point_back_and_name_nothing() -> None:
    assert points_back("og hvem skrev den?")
    assert names_nothing("hvorfor er det viktig?")
    assert not names_nothing("og hvem skrev den?")
    assert not points_back("hva er dobbeltkretslæring")


@pytest.mark.parametrize(
    ("text", "greeting", "matter"),
    [
        ("hei, hva er sku", Greeting.HELLO, "hva er sku"),
        ("Hei på deg! Logg refleksjon", Greeting.HELLO, "Logg refleksjon"),
        ("tusen takk for svaret! og hva er uiu?", Greeting.THANKS, "og hva er uiu?"),
        ("hei", None, "hei"),
        ("takk for hjelpen", None, "takk for hjelpen"),
        ("heimstad skole", None, "heimstad skole"),
        ("hva er sku", None, "hva er sku"),
    ],
)
def test_a_greeting_is_told_from_the_matter(
    text: str, greeting: Greeting | None, matter: str
) -> None:
    assert without_greeting(text) == (greeting, matter)


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("hva er sku? hva er uiu?", ["hva er sku?", "hva er uiu?"]),
        ("hva er sku\nhva er uiu", ["hva er sku", "hva er uiu"]),
        ("Vi har ny rektor. Hva gjør jeg? Takk", ["Vi har ny rektor. Hva gjør jeg? Takk"]),
        ("Vi har ny rektor.\nHva gjør jeg?", ["Vi har ny rektor. Hva gjør jeg?"]),
        ("vi hadde en fin dag\nalle var med", []),
    ],
)
def test_questions_that_stand_apart_are_found(text: str, questions: list[str]) -> None:
    assert separate_questions(text) == questions


def test_questions_in_one_sentence_are_found() -> None:
    assert joined_questions("hva er sku og hvem betaler?") == ["hva er sku", "hvem betaler?"]
    assert joined_questions("roller og ansvar") == ["roller og ansvar"]


@pytest.mark.parametrize(
    ("text", "alone"),
    [("hei", True), ("Hei igjen!", True), ("God morgen", True), ("hei, vi øvde", False)],
)
def test_a_greeting_alone_is_known(text: str, alone: bool) -> None:
    assert is_greeting(text) is alone
