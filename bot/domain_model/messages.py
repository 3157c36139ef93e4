"""Messages on their way in and out: the few words that say what and where they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from bot.domain_model.errors import Invalid


class InboxState(StrEnum):
    """Where a message is that somebody wrote; a parked one waits for an operator."""

    WAITING = "waiting"
    DONE = "done"
    PARKED = "parked"


class OutgoingKind(StrEnum):
    """Why something is said; a chore is no text but work in the channel, as JSON.

    A file is a document with a few words under it. After a farewell nothing of the chat is kept.
    """

    REPLY = "reply"
    REMINDER = "reminder"
    NOTICE = "notice"
    FILE = "file"
    CHORE = "chore"
    FAREWELL = "farewell"


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


PART_LIMIT = 4096
"""UTF-16 units of one message in Telegram, which cuts a longer text into several messages."""
_NEARLY_FULL = 3800
_SENTENCE_ENDS = (".", "!", "?", ":", "…", "»")


def may_be_cut(text: str) -> bool:
    """Tell whether a message is so long that its channel may have cut it from what follows.

    Programs cut at a space or a line's end near the limit, so the rest of the limit stays empty.
    """
    return _units(text) >= _NEARLY_FULL


def join_parts(texts: Sequence[str]) -> str:
    """Put the parts of a text together that was cut into several messages.

    What stood at the cut is lost: a new line is put after a sentence, a space after a word, and
    nothing where the limit itself cut.
    """
    whole = ""
    for before, text in zip((None, *texts), texts, strict=False):
        whole += "" if before is None else _seam(before)
        whole += text
    return whole


def _seam(before: str) -> str:
    if _units(before) >= PART_LIMIT:
        return ""
    return "\n" if before.endswith(_SENTENCE_ENDS) else " "


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


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
