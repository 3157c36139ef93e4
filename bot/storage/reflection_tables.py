"""What belongs to a reflection, and goes when it goes."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, LongText, Word


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
