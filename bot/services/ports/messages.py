"""What the messages on their way need from the database: inbox, outbox, buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import ChatId
from bot.domain_model.messages import InboxState, OutboxState, OutgoingKind
from bot.services.ports.assistant import Button


@dataclass(frozen=True, slots=True)
class Incoming:
    """What somebody wrote or pressed; `key` is what its channel calls the message.

    `payload` is set when it came from a button or a command of ours; `text` is then its title.
    `cut` says that its channel may have cut it: what comes at once may be the rest of it.
    """

    key: str
    chat: ChatId
    sent_at: datetime
    text: str | None = None
    payload: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """The oldest message of a chat, held until the lease is over; `attempts` counts this one."""

    sequence: int
    message: Incoming
    received_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message as it was kept, and where it is."""

    message: Incoming
    received_at: datetime
    state: InboxState


class InboxRepository(Protocol):
    """What people wrote, in the order in which it arrived."""

    def add_once(self, message: Incoming, at: datetime, part_of: str | None = None) -> bool:
        """Keep a message; False when its key was there already.

        One that may be cut waits a moment for its rest. A part of the message with the key
        `part_of` is answered with that one.
        """

    def cut_message(self, chat: ChatId, sent_at: datetime) -> str | None:
        """Find the key of the message whose rest may be what was sent then, and hold it.

        It is a chat's newest, may be cut, and nobody has begun to answer it.
        """

    def parts(self, key: str) -> dict[str, str]:
        """Give the texts of the message that a key is, or is a part of, by their keys."""

    def rewrite(self, key: str, text: str) -> None:
        """Put new words in place of a message's."""

    def chats_due(self, at: datetime, *, limit: int) -> list[ChatId]:
        """List the chats whose oldest waiting message may be claimed, longest waiting first."""

    def claim_oldest(
        self, chat: ChatId, worker: str, at: datetime, lease_until: datetime
    ) -> ClaimedMessage | None:
        """Hold a chat's oldest waiting message; None when there is none or another holds it."""

    def known(self, key: str) -> bool:
        """Tell whether a message has come before."""

    def settled(self, key: str) -> bool:
        """Tell whether a message is no longer waiting."""

    def done(self, sequence: int, worker: str, at: datetime) -> bool:
        """Say that a message was answered; False when the worker no longer holds it."""

    def put_back(
        self, sequence: int, worker: str, next_try_at: datetime, *, counted: bool
    ) -> bool:
        """Let a message wait for its next attempt; this one counts, or it does not."""

    def park(self, sequence: int, worker: str, at: datetime, reference: str) -> bool:
        """Leave a message to an operator."""

    def of_chats(self, chats: Sequence[ChatId], *, limit: int) -> list[KeptMessage]:
        """List the newest messages of some chats, oldest first."""

    def next_update(self, channel: str) -> tuple[int, datetime] | None:
        """Tell the next update that a channel shall give, and when that was learned."""

    def save_next_update(self, channel: str, next_update: int, at: datetime) -> None:
        """Remember the next update that a channel shall give."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to say in a chat. `dedupe_key` is said once; after `expires_at` never.

    `enclosure` names what is made when the message leaves and travels with it. `due_at` is when
    the message is meant to come, if it has a time.
    """

    dedupe_key: str
    chat: ChatId
    text: str
    kind: OutgoingKind
    language: str
    buttons: Sequence[Button] = ()
    expires_at: datetime | None = None
    enclosure: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """A file that travels with a message."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A message as it leaves: its text, filled in, and the file that it carries."""

    text: str = field(repr=False)
    file: EnclosedFile | None = None


@dataclass(frozen=True, slots=True)
class StoredButton:
    """A button as it was kept; `token` is all that a channel carries of it."""

    token: str
    chat: ChatId
    outbox_sequence: int
    title: str
    payload: str
    choice: str | None
    expires_at: datetime
    pressed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Departure:
    """An outgoing message as its sender needs it.

    `parts_sent` parts of it have left before; `reason` is what the last attempt noted.
    """

    sequence: int
    dedupe_key: str
    chat: ChatId
    text: str
    kind: OutgoingKind
    language: str
    state: OutboxState
    attempts: int
    parts_sent: int
    reason: str | None
    created_at: datetime
    expires_at: datetime | None
    buttons: tuple[StoredButton, ...] = ()
    enclosure: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a message that was being sent; None leaves a field as it is."""

    state: OutboxState
    reason: str | None = None
    not_before: datetime | None = None
    parts_sent: int | None = None
    sent_at: datetime | None = None


class OutboxRepository(Protocol):
    """What Refleks has to say, until it is said."""

    def add_once(self, message: Outgoing, at: datetime) -> bool:
        """Put a message in the outbox; False when its `dedupe_key` was there already."""

    def withdraw(self, dedupe_key: str, reason: str) -> bool:
        """Take back a message that is not on its way yet; False for one that is, or is none."""

    def forget_withdrawn(self, dedupe_key: str) -> None:
        """Let a message that was taken back be put in again, as it then is; any other stays."""

    def due(self, channel: str, at: datetime, *, limit: int) -> list[Departure]:
        """List the first waiting message of each chat of a channel that may be sent now."""

    def begin(
        self, sequence: int, worker: str, at: datetime, lease_until: datetime
    ) -> Departure | None:
        """Commit a message to being sent; None when it is no longer this one's turn."""

    def settle(self, sequence: int, worker: str, change: Change) -> bool:
        """Say what became of a message; False when the worker no longer holds it."""

    def abandoned(self, at: datetime, *, limit: int) -> list[tuple[Departure, str]]:
        """List the messages whose sender was not heard of again, and who that was."""

    def find(self, dedupe_key: str) -> Departure | None:
        """Find a message by its key."""

    def of_chats(self, chats: Sequence[ChatId], *, limit: int) -> list[Departure]:
        """List the newest texts to some chats, oldest first, dropped ones aside."""

    def revive(self, dedupe_key: str, at: datetime, reason: str) -> bool:
        """Let an uncertain message wait again, from its first part."""

    def last_language(self, chat: ChatId) -> str | None:
        """Tell the language of the last message to a chat."""


class ButtonRepository(Protocol):
    """The buttons under the messages."""

    def find(self, token: str) -> StoredButton | None:
        """Find a button."""

    def of_message(self, button: StoredButton) -> list[StoredButton]:
        """List the buttons of a button's message, and let nobody else press one meanwhile."""

    def mark_pressed(self, token: str, at: datetime) -> None:
        """Remember that a button was pressed."""
