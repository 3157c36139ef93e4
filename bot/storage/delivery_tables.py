"""How messages leave: each attempt, and how many may leave in all."""

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


class SendBudget(Base):
    """When the next message may leave for a channel, whichever process sends it."""

    __tablename__ = "send_budget"

    channel: Mapped[Word] = mapped_column(primary_key=True)
    next_at: Mapped[datetime]
