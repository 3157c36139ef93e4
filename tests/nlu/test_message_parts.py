"""What one message holds: a greeting before the matter, several questions, a look back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain_model.answers import Manner
from bot.nlu.decision import Decision
from bot.nlu.follow_up_words import asked_manner, language_asked_for, names_nothing, points_back
from bot.nlu.follow_ups import Heard, elliptic_follow_up
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
        ("i korte trekk?", Manner.SHORT),
        ("sammendrag takk", Manner.SHORT),
        ("eg vil vite meir", Manner.MORE),
        ("forklar det enklere", Manner.MORE),
        ("hva bygger det på?", Manner.SOURCE),
        ("hvor i rapporten står det?", Manner.SOURCE),
        ("forklar læringsledelse", None),
        ("noe annet?", None),
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
    assert names_nothing("når trådte den i kraft?")
    assert not names_nothing("når ble skolene med?")
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


def test_what_is_plainly_about_something_else_is_not_bent() -> None:
    behind = Heard(Decision.ANSWER, "faq", {"sku_definition": 0.5, "sku_arena": 0.3})
    unlike = Heard(Decision.UNKNOWN, "out_of_scope", {"sku_arena": 0.1}, foreign=0.4)
    assert (
        elliptic_follow_up("hvem vant vm?", "sku_definition", unlike, behind, {"sku_arena"})
        is None
    )
    like = replace(unlike, foreign=0.01)
    bent = elliptic_follow_up("hvem vant vm?", "sku_definition", like, behind, {"sku_arena"})
    assert bent is not None
    assert bent.topic == "sku_arena"


def test_what_points_back_goes_no_further_than_topics_that_belong_together() -> None:
    alone = Heard(Decision.CLARIFY, "clarify", {"pilot_commission": 0.4})
    behind = Heard(Decision.ANSWER, "faq", {"uiu_report": 0.9, "pilot_commission": 0.2})
    found = {
        topic: elliptic_follow_up("og hvem gjorde den?", "uiu_report", alone, behind, near)
        for topic, near in (("uiu_report", set()), ("pilot_commission", {"pilot_commission"}))
    }
    assert {topic: each and each.topic for topic, each in found.items()} == {
        topic: topic for topic in found
    }


def test_a_question_that_is_asked_again_is_the_same_question() -> None:
    alone = Heard(Decision.ANSWER, "faq", {"sku_definition": 0.9, "sku_purpose": 0.05})
    behind = Heard(Decision.ANSWER, "faq", {"sku_definition": 0.8, "sku_purpose": 0.2})
    asked = "hva er skolebasert kompetanseutvikling?"
    assert elliptic_follow_up(asked, "sku_definition", alone, behind, {"sku_purpose"}) is None
