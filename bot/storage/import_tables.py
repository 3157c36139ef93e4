"""Visits that came from partners' own calendars, and the addresses of those."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Digest, Name, Word


class ImportedVisit(Base):
    """A visit as a calendar tells of it; `key` is a digest of its UID and of which occurrence.

    `series` is a digest of the UID alone, which all occurrences of an event have in common.
    """

    __tablename__ = "imported_visit"
    __table_args__ = (Index(None, "state", "batch"),)

    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[Digest] = mapped_column(primary_key=True)
    batch: Mapped[Word]
    source: Mapped[Word]
    sequence: Mapped[int]
    school: Mapped[Name]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    cancelled: Mapped[bool]
    state: Mapped[Word]
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visit.id", ondelete="SET NULL"))
    series: Mapped[Digest | None]
    changed_at: Mapped[datetime]


class CalendarSource(Base):
    """The secret address of a partner's own calendar, and when to look at it again."""

    __tablename__ = "calendar_source"

    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(Text)
    etag: Mapped[str | None] = mapped_column(Text)
    failures: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(index=True)
    added_at: Mapped[datetime]
