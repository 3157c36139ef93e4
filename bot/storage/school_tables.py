"""What an institution keeps about its schools: when they are closed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Id


class ClosedPeriod(Base):
    """Days on which an institution's schools are closed, the first and the last among them."""

    __tablename__ = "closed_period"
    __table_args__ = (UniqueConstraint("institution_id", "first_day", "last_day"),)

    id: Mapped[Id]
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
