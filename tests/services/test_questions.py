"""What is remembered of a question, and what is not."""

from __future__ import annotations

import pytest

from bot.domain_model.actors import Channel, chat_id
from bot.services.ports.assistant import Reply, TurnReplies
from bot.services.ports.messages import Incoming
from bot.services.ports.questions import AskedQuestion
from bot.services.questions import asked_question
from tests.support.people import NOW

CHAT = chat_id(Channel.TELEGRAM, 42)


def replies(intent: str | None) -> TurnReplies:
    return TurnReplies((Reply("…"),), "nn", intent, 0.8)


def wrote(text: str) -> Incoming:
    return Incoming("key", CHAT, NOW, text=text)


def test_an_answered_question_has_its_topic() -> None:
    asked = asked_question(wrote("kva er sku"), replies("faq/sku_definition"))
    assert asked == AskedQuestion("kva er sku", "sku_definition", "answer", 0.8, "nn")


def test_an_unanswered_question_is_on_the_list_of_what_to_answer() -> None:
    asked = asked_question(wrote("kor mykje tener ein rektor"), replies("out_of_scope"))
    assert asked == AskedQuestion("kor mykje tener ein rektor", None, "unknown", 0.8, "nn")


def test_a_question_that_was_asked_back_is_no_answered_one() -> None:
    asked = asked_question(wrote("kva seier dei om forankring"), replies("clarify"))
    assert asked == AskedQuestion("kva seier dei om forankring", None, "clarify", 0.8, "nn")


@pytest.mark.parametrize("intent", ["inform", "log_reflection", "greet", "affirm", None])
def test_what_is_no_question_is_not_remembered(intent: str | None) -> None:
    assert asked_question(wrote("rektor måtte gå igjen"), replies(intent)) is None


def test_a_pressed_button_is_not_remembered() -> None:
    pressed = Incoming("key", CHAT, NOW, text="Hva er hensikten?", payload="/faq/sku_purpose")
    assert asked_question(pressed, replies("faq/sku_purpose")) is None
