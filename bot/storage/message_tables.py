"""Messages on their way: inbox, outbox, buttons, and what Rasa remembers of a conversation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Identity, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, ChatKey, LongText, Word

# SQLite numbers rows by itself only when the key is an INTEGER.
Sequence = BigInteger().with_variant(Integer(), "sqlite")


class Inbox(Base):
    """What a person wrote, kept before it is acknowledged; `sequence` is the order of arrival.

    `message_key` is what the channel calls the message («telegram:update:17»): a second copy of
    the same message breaks its unique key and is dropped.

    A text that its channel cut is several rows: `part_of` is the first one's key, and that one
    alone is answered, with all the words. What is sent until `cut_until` may be the rest of it.
    """

    __tablename__ = "inbox"
    __table_args__ = (Index(None, "state", "chat", "sequence"),)

    sequence: Mapped[int] = mapped_column(Sequence, Identity(), primary_key=True)
    message_key: Mapped[str] = mapped_column(unique=True)
    chat: Mapped[ChatKey] = mapped_column(index=True)
    text: Mapped[str | None] = mapped_column(Text)
    payload: Mapped[str | None] = mapped_column(Text)
    part_of: Mapped[str | None] = mapped_column(index=True)
    cut_until: Mapped[datetime | None]
    sent_at: Mapped[datetime]
    received_at: Mapped[datetime]
    state: Mapped[Word]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    claimed_by: Mapped[Word | None]
    lease_until: Mapped[datetime | None]
    reference: Mapped[Word | None]
    done_at: Mapped[datetime | None]


class Outbox(Base):
    """What Refleks has to say; `dedupe_key` lets each thing be said once."""

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "state", "not_before"), Index(None, "chat", "sequence"))

    sequence: Mapped[int] = mapped_column(Sequence, Identity(), primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    chat: Mapped[ChatKey]
    text: Mapped[LongText]
    kind: Mapped[Word]
    language: Mapped[Word]
    state: Mapped[Word]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    due_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    claimed_by: Mapped[Word | None]
    lease_until: Mapped[datetime | None]
    parts_sent: Mapped[int] = mapped_column(default=0)
    reason: Mapped[Word | None]
    enclosure: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class Button(Base):
    """A button under a message; its token is all that Telegram or a page ever carries."""

    __tablename__ = "button"

    token: Mapped[Word] = mapped_column(primary_key=True)
    chat: Mapped[ChatKey] = mapped_column(index=True)
    outbox_sequence: Mapped[int] = mapped_column(
        Sequence, ForeignKey("outbox.sequence", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    payload: Mapped[str] = mapped_column(Text)
    choice: Mapped[Word | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    pressed_at: Mapped[datetime | None]


class ConversationEvent(Base):
    """One event of Rasa's memory of a conversation, in the order it happened."""

    __tablename__ = "conversation_event"
    __table_args__ = (Index(None, "sender_id", "type_name", "id"), Index(None, "sender_id", "id"))

    id: Mapped[int] = mapped_column(Sequence, Identity(), primary_key=True)
    sender_id: Mapped[ChatKey]
    type_name: Mapped[Word]
    name: Mapped[str | None]
    timestamp: Mapped[float]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class PollingOffset(Base):
    """How far a channel has been read: the next update that Telegram shall give."""

    __tablename__ = "polling_offset"

    channel: Mapped[Word] = mapped_column(primary_key=True)
    next_update: Mapped[int] = mapped_column(Sequence)
    changed_at: Mapped[datetime]
