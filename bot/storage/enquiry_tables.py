"""Questions to coordinators, and what askers say of answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, ChatKey, Digest, Id, LongText, Word


class Enquiry(Base):
    """A question that was passed on; `source_key` is the message in which it was asked."""

    __tablename__ = "enquiry"
    __table_args__ = (Index(None, "institution_id", "answered_at"),)

    id: Mapped[Id]
    source_key: Mapped[str] = mapped_column(unique=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"))
    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), index=True
    )
    chat: Mapped[ChatKey]
    language: Mapped[Word]
    text: Mapped[LongText]
    asked_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    answered_at: Mapped[datetime | None] = mapped_column(index=True)


class Feedback(Base):
    """What somebody said of an answer, without who it was.

    `answer` is a digest of the message that it is about: each answer is judged once.
    """

    __tablename__ = "feedback"

    answer: Mapped[Digest] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(index=True)
    verdict: Mapped[Word]
    reason: Mapped[Word | None]
    given_at: Mapped[datetime] = mapped_column(index=True)
