"""The port to whatever understands a message and answers it.

Channels and workers speak these types only; who answers, and over which wire, is decided in
`bot.bootstrap`. A turn is asked at least once: the answerer must give the same replies again
for a `message_id` that it has already handled.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.errors import RefleksError

MAX_TEXT_LENGTH = 10_000
"""Characters of one message that are understood; longer ones are refused at every edge."""


class AssistantNotReady(RefleksError):
    """The assistant is starting or cannot be reached. Ask again in a moment."""


class AssistantFailed(RefleksError):
    """The assistant could not finish the turn. Nothing of it is certain; ask again."""

    def __init__(self, message: str | None = None, *, reference: str | None = None) -> None:
        """Keep the reference that finds the failure in the assistant's log."""
        super().__init__(message)
        self.reference = reference


class AssistantRefused(RefleksError):
    """The assistant does not take this turn as it is; asking again will not help."""


@dataclass(frozen=True)
class Turn:
    """One message of one person, ready to be understood.

    Exactly one of `text` (untrusted, what a person wrote) and `payload` (trusted, what one of
    our own buttons or commands means) is set.
    """

    sender_id: str
    message_id: str
    text: str | None
    payload: str | None
    sent_at: datetime
    language: str | None = None
    """The language the partner has pinned, if any: nb, nn or en."""

    def __post_init__(self) -> None:
        """Refuse what no channel may send."""
        if (self.text is None) == (self.payload is None):
            raise ValueError("a turn has either a text or a payload")
        if self.sent_at.tzinfo is None:
            raise ValueError("sent_at must know its time zone")


@dataclass(frozen=True)
class Button:
    """What may be pressed under a reply; its payload comes back as the next turn's `payload`.

    `choice` names what it is one of the possible answers to: of those under one message only one
    can be pressed. A button without it is an offer, and is used up alone.
    """

    title: str
    payload: str
    choice: str | None = None


def payload(intent: str, **entities: object) -> str:
    """Write what a button of ours means: an intent, and what it is about."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}"


@dataclass(frozen=True)
class Reply:
    """One message to the person; `enclosure` names what travels with it, if anything does."""

    text: str
    buttons: tuple[Button, ...] = ()
    enclosure: str | None = None


@dataclass(frozen=True)
class TurnReplies:
    """All that a turn led to, in the order in which it is to be sent."""

    replies: tuple[Reply, ...]
    language: str
    """The language the replies are in: nb, nn or en."""
    intent: str | None
    """What the message was understood as; `faq/<topic id>` for a topic."""
    confidence: float | None = None
    """How sure the understanding is, from 0 to 1; None when nothing had to be understood."""


class Assistant(Protocol):
    """Answers one turn at a time for a chat."""

    def take_turn(self, turn: Turn) -> TurnReplies:
        """Answer `turn`; a `message_id` that was answered before gets the same replies again.

        Raises:
            AssistantNotReady: nothing happened; ask again soon.
            AssistantFailed: it broke off; asking again with the same `message_id` is safe.
            AssistantRefused: this turn will never be taken.
        """
