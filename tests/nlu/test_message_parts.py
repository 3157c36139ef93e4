"""What one message holds: a greeting before the matter, several questions, a look back."""

from __future__ import annotations

import pytest

from bot.nlu.message_parts import (
    Greeting,
    is_greeting,
    joined_questions,
    separate_questions,
    without_greeting,
)


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
    assert joined_questions("hva er sku + hvem betaler?") == ["hva er sku", "hvem betaler?"]
    assert joined_questions("roller og ansvar") == ["roller og ansvar"]


@pytest.mark.parametrize(
    ("text", "alone"),
    [("hei", True), ("Hei igjen!", True), ("God morgen", True), ("hei, vi øvde", False)],
)
def test_a_greeting_alone_is_known(text: str, alone: bool) -> None:
    assert is_greeting(text) is alone


@pytest.mark.parametrize(
    "text",
    [
        "hva er forskjellen på hva og hvordan i utviklingsarbeid",
        "vi kranglet om hvem som hadde regning og hvem som hadde lesing",
        "blir timene bedre av dette, og hvordan",
    ],
)
def test_one_question_is_not_taken_apart_at_an_and(text: str) -> None:
    assert joined_questions(text) == [text]
