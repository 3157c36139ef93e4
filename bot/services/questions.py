"""Remember which questions are asked, without who asked them."""

from __future__ import annotations

from bot.domain_model.intents import CLARIFY, OUT_OF_SCOPE, TOPIC_PREFIX
from bot.services.ports.assistant import TurnReplies
from bot.services.ports.messages import Incoming
from bot.services.ports.questions import AskedQuestion

_UNANSWERED = {OUT_OF_SCOPE: "unknown", CLARIFY: "clarify"}


def asked_question(message: Incoming, replies: TurnReplies) -> AskedQuestion | None:
    """Say what is remembered of a message: what was asked, and whether it could be answered.

    None for what is no question: commands, small talk, and what a form was told. A pressed
    button is none either, as nobody has worded it.
    """
    if message.payload is not None or message.text is None or replies.intent is None:
        return None
    topic = replies.intent.removeprefix(TOPIC_PREFIX)
    answered = topic != replies.intent
    if not answered and replies.intent not in _UNANSWERED:
        return None
    return AskedQuestion(
        text=message.text,
        topic=topic if answered else None,
        decision="answer" if answered else _UNANSWERED[replies.intent],
        confidence=replies.confidence or 0.0,
        language=replies.language,
    )
