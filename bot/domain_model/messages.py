"""Messages on their way in and out: the few words that say what and where they are."""

from __future__ import annotations

from enum import StrEnum


class OutgoingKind(StrEnum):
    """Why something is said."""

    REPLY = "reply"
    REMINDER = "reminder"
    NOTICE = "notice"


class OutboxState(StrEnum):
    """Where an outgoing message is; «sending» is committed before it leaves."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
