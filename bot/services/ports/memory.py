"""The port to what the assistant remembers of a conversation: a log of events for each chat.

A log only grows, so reading all of it makes every turn slower than the one before. Therefore
the assistant puts a *checkpoint* into the log now and then: one event that says all that the
events before it led to. Reading starts at a checkpoint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.domain_model.errors import RefleksError

CHECKPOINT = "checkpoint"
SESSION_STARTED = "session_started"


class ConversationChanged(RefleksError):
    """The conversation went on while this turn was worked on; nothing of the turn was kept."""


@dataclass(frozen=True, slots=True)
class ConversationEntry:
    """One event of a conversation; `data` is the whole of it."""

    kind: str
    name: str | None
    timestamp: float
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ConversationLog:
    """Entries in the order in which they happened; `position` is where the log ends (0: empty)."""

    entries: tuple[ConversationEntry, ...]
    position: int


class Memory(Protocol):
    """Keeps the events of every chat."""

    def recent(self, sender_id: str) -> ConversationLog:
        """Read from the last but one checkpoint, or from the newest session start after it.

        The last but one, so that at least what lies between two checkpoints is always there.
        When the log is shorter, or its beginning was deleted, as much as there is.

        Raises:
            StorageUnavailable: when the database cannot be reached.
        """

    def whole(self, sender_id: str) -> ConversationLog:
        """Read everything, without checkpoints."""

    def append(self, sender_id: str, entries: Sequence[ConversationEntry], *, after: int) -> int:
        """Add `entries` at the end, all or none, and give the new position.

        Raises:
            ConversationChanged: when the log does not end at `after` any more.
            StorageUnavailable: when the database cannot be reached.
        """

    def senders(self) -> list[str]:
        """List the chats that something is kept of."""

    def delete_conversation(self, sender_id: str) -> int:
        """Forget a chat's conversation and tell how many events that were."""
