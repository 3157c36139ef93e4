"""How messages leave: each attempt, and which process sends."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Word
from bot.storage.message_tables import Sequence


class DeliveryAttempt(Base):
    """One attempt to send a message; without an end, its sender was not heard of again."""

    __tablename__ = "delivery_attempt"

    id: Mapped[int] = mapped_column(Sequence, Identity(), primary_key=True)
    outbox_sequence: Mapped[int] = mapped_column(
        Sequence, ForeignKey("outbox.sequence", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    worker: Mapped[Word]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    result: Mapped[Word | None]


class SenderOnDuty(Base):
    """The process that sends what leaves for a channel, and until when."""

    __tablename__ = "sender_on_duty"

    channel: Mapped[Word] = mapped_column(primary_key=True)
    worker: Mapped[Word]
    until: Mapped[datetime]
