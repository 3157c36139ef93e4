"""What belongs to a reflection, and goes when it goes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Id, LongText, Word


class ReflectionTheme(Base):
    """A theme of a reflection, the words that speak for it, and who said so."""

    __tablename__ = "reflection_theme"
    __table_args__ = (Index(None, "theme"),)

    reflection_id: Mapped[str] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), primary_key=True
    )
    theme: Mapped[Word] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    evidence: Mapped[LongText]
    set_by: Mapped[Word]


class ReflectionVersion(Base):
    """What stood in a field of a reflection until it was changed."""

    __tablename__ = "reflection_version"

    id: Mapped[Id]
    reflection_id: Mapped[str] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), index=True
    )
    field: Mapped[Word]
    before: Mapped[LongText]
    set_by: Mapped[Word]
    changed_at: Mapped[datetime]


class ReflectionMessage(Base):
    """The message that gave a part of a reflection, or the whole of it."""

    __tablename__ = "reflection_message"

    message_key: Mapped[str] = mapped_column(primary_key=True)
    reflection_id: Mapped[str] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[Word]


class NextStepOutcome(Base):
    """What became of a reflection's next step, told at the next log from the school."""

    __tablename__ = "next_step_outcome"

    reflection_id: Mapped[str] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), primary_key=True
    )
    outcome: Mapped[Word]
    told_at: Mapped[datetime]


class ReflectionComment(Base):
    """What a coordinator wrote about a reflection."""

    __tablename__ = "reflection_comment"

    id: Mapped[Id]
    reflection_id: Mapped[str] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[str | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    text: Mapped[LongText]
    created_at: Mapped[datetime]
