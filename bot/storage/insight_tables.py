"""Insights, the reflections that they cite, and the partners whom they reached."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.storage.base import Base, Id, LongText, Name, Word


class InsightTheme(Base):
    """A theme of an insight."""

    __tablename__ = "insight_theme"
    __table_args__ = (Index(None, "theme"),)

    insight_id: Mapped[str] = mapped_column(
        ForeignKey("insight.id", ondelete="CASCADE"), primary_key=True
    )
    theme: Mapped[Word] = mapped_column(primary_key=True)


class Insight(Base):
    """An insight; `search_text` is all its words in small letters, which SQLite cannot make."""

    __tablename__ = "insight"
    __table_args__ = (
        Index(None, "institution_id", "state"),
        Index(None, "state", "published_at"),
    )

    id: Mapped[Id]
    institution_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"))
    account_id: Mapped[str | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    title_nb: Mapped[Name]
    title_nn: Mapped[Name]
    text_nb: Mapped[LongText]
    text_nn: Mapped[LongText]
    search_text: Mapped[LongText]
    reach: Mapped[Word]
    state: Mapped[Word]
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    themes: Mapped[list[InsightTheme]] = relationship(
        lazy="selectin", order_by=InsightTheme.theme, cascade="all, delete-orphan"
    )


class InsightSource(Base):
    """A reflection that an insight cites; it goes when the reflection goes."""

    __tablename__ = "insight_source"
    __table_args__ = (Index(None, "reflection_id"),)

    insight_id: Mapped[str] = mapped_column(
        ForeignKey("insight.id", ondelete="CASCADE"), primary_key=True
    )
    reflection_id: Mapped[str] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), primary_key=True
    )
    stance: Mapped[Word]


class InsightDelivery(Base):
    """An insight that a partner was given: how it first came, and what became of it."""

    __tablename__ = "insight_delivery"
    __table_args__ = (Index(None, "partner_id"),)

    insight_id: Mapped[str] = mapped_column(
        ForeignKey("insight.id", ondelete="CASCADE"), primary_key=True
    )
    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True
    )
    how: Mapped[Word]
    delivered_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    verdict: Mapped[Word | None]
    verdict_at: Mapped[datetime | None]


class WeeklyDigest(Base):
    """A partner's wish for a weekly digest, and when the next one is due."""

    __tablename__ = "weekly_digest"

    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True
    )
    weekday: Mapped[int]
    hour: Mapped[int]
    since: Mapped[datetime]
    next_at: Mapped[datetime] = mapped_column(index=True)
