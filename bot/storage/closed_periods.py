"""Repository of the periods in which schools are closed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import InstitutionId
from bot.domain_model.free_days import Period
from bot.storage.base import new_id
from bot.storage.school_tables import ClosedPeriod
from bot.storage.upsert import insert_once


class ClosedPeriods:
    """Periods that an institution has set."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def of(self, institution: InstitutionId) -> Sequence[Period]:
        """List an institution's periods, earliest first."""
        found = select(ClosedPeriod).where(ClosedPeriod.institution_id == institution)
        ordered = found.order_by(ClosedPeriod.first_day, ClosedPeriod.last_day)
        return [Period(each.first_day, each.last_day) for each in self._session.scalars(ordered)]

    def add(self, institution: InstitutionId, period: Period) -> None:
        """Keep a period; the same one again changes nothing."""
        row = ClosedPeriod(
            id=new_id(),
            institution_id=institution,
            first_day=period.first,
            last_day=period.last,
        )
        insert_once(self._session, row, ("institution_id", "first_day", "last_day"))

    def remove(self, institution: InstitutionId, period: Period) -> None:
        """Forget a period; one that is not there is forgotten already."""
        row = ClosedPeriod
        self._session.execute(
            delete(row).where(
                row.institution_id == institution,
                row.first_day == period.first,
                row.last_day == period.last,
            )
        )
