"""What an institution keeps about its schools: which they are, and when they are closed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Id


class InstitutionSchool(Base):
    """A school in an institution's register."""

    __tablename__ = "institution_school"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    school_id: Mapped[str] = mapped_column(ForeignKey("school.id"), primary_key=True, index=True)


class ClosedPeriod(Base):
    """Days on which an institution's schools are closed, the first and the last among them."""

    __tablename__ = "closed_period"
    __table_args__ = (UniqueConstraint("institution_id", "first_day", "last_day"),)

    id: Mapped[Id]
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
