"""What waits for a coordinator, and whether she wants to be told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base


class ReflectionSeen(Base):
    """A reflection that a coordinator of the author's institution has opened."""

    __tablename__ = "reflection_seen"

    reflection_id: Mapped[str] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), primary_key=True
    )
    seen_at: Mapped[datetime]


class WaitingNotice(Base):
    """A coordinator's wish to be told what waits; of reflections since `since`, at `next_at`."""

    __tablename__ = "waiting_notice"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime]
    next_at: Mapped[datetime] = mapped_column(index=True)
