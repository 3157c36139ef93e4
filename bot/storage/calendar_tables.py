"""What calendars are told: the secret feed of a partner, and the changes of each visit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Digest, LongText, Word


class CalendarFeed(Base):
    """A partner's calendar feed. Only the digest of its secret is kept."""

    __tablename__ = "calendar_feed"

    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class CalendarEntry(Base):
    """A visit as a partner's calendar was last told of it; `sequence` grows by every change.

    `state` is «cancelled» also when the visit stands and she does not go on it any more.
    """

    __tablename__ = "calendar_entry"

    visit_id: Mapped[str] = mapped_column(
        ForeignKey("visit.id", ondelete="CASCADE"), primary_key=True
    )
    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    sequence: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    state: Mapped[Word]
    school_id: Mapped[str] = mapped_column(ForeignKey("school.id"))
    purpose: Mapped[LongText]
    changed_at: Mapped[datetime]
