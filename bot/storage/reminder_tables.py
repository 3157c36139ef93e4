"""Reminders and what partners prefer about them."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.storage.base import Base, Id, Word
from bot.storage.tables import Visit


class Reminder(Base):
    """One partner's reminder of one visit; handed to the outbox once, or dropped with a reason.

    `snooze` is 0 for those that were planned with the visit. One that is put off is a row of its
    own with the next number, and `source_key` is the message that asked for it.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("visit_id", "partner_id", "kind", "snooze"),
        Index(None, "state", "due_at"),
    )

    id: Mapped[Id]
    visit_id: Mapped[str] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[Word]
    snooze: Mapped[int] = mapped_column(default=0)
    source_key: Mapped[str | None] = mapped_column(unique=True)
    due_at: Mapped[datetime]
    state: Mapped[Word]
    reason: Mapped[Word | None]
    settled_at: Mapped[datetime | None]

    visit: Mapped[Visit] = relationship()


class ReminderPreference(Base):
    """Which reminders a partner wants, and when; one who never changed anything has no row."""

    __tablename__ = "reminder_preference"

    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True
    )
    day_before: Mapped[bool]
    hour_before: Mapped[bool]
    after_visit: Mapped[bool]
    day_before_at: Mapped[time]
    quiet_from: Mapped[time]
    quiet_until: Mapped[time]
    paused_until: Mapped[date | None]
