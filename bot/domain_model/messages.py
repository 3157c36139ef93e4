"""Messages on their way in and out: the few words that say what and where they are."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from bot.domain_model.errors import Invalid


class InboxState(StrEnum):
    """Where a message is that somebody wrote; a parked one waits for an operator."""

    WAITING = "waiting"
    DONE = "done"
    PARKED = "parked"


class OutgoingKind(StrEnum):
    """Why something is said; a chore is no text but work in the channel, as JSON.

    A file is a document with a few words under it.
    """

    REPLY = "reply"
    REMINDER = "reminder"
    NOTICE = "notice"
    FILE = "file"
    CHORE = "chore"


class OutboxState(StrEnum):
    """Where an outgoing message is; «sending» is committed before it leaves.

    An uncertain one may or may not have arrived: nobody answered when it was sent.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"


class Doubt(StrEnum):
    """Why it is not known whether a message arrived."""

    NO_ANSWER = "no_answer"
    """It was sent in full and nobody answered in time: it has most likely arrived."""
    BROKEN_OFF = "broken_off"
    """The connection ended: it may never have left."""
    ABANDONED = "abandoned"
    """The sending process ended: it may never have left."""


class EmptyMessage(Invalid):
    """A message without any characters that can be read."""


_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = {"Cc", "Cs"}
_BYTE_ORDER_MARK = "\ufeff"


def clean_text(raw: str) -> str:
    """Give what a person wrote, in composed letters and without control characters.

    Leading slashes are taken away: Rasa would read them as a command with any slots, and our own
    commands have been recognised before this.

    Raises:
        EmptyMessage: when nothing is left.
    """
    lines = _LINE_ENDS.sub("\n", raw)
    seen = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)
    text = unicodedata.normalize("NFC", seen.replace(_BYTE_ORDER_MARK, "")).strip()
    text = text.lstrip("/ \t\n")
    if not text:
        raise EmptyMessage
    return text
