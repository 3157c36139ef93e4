"""Consent to be named in an insight."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, LongText, Name, Word


class NameConsent(Base):
    """Whether a partner, school or institution may be named; `partner_id` is set of partners."""

    __tablename__ = "name_consent"
    __table_args__ = (Index(None, "institution_id", "asked_at"),)

    insight_id: Mapped[str] = mapped_column(
        ForeignKey("insight.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[Word] = mapped_column(primary_key=True)
    subject_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"))
    partner_id: Mapped[str | None] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[Name]
    state: Mapped[Word]
    note: Mapped[LongText]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
