"""Repository of school visits; a visit's reminders are planned with it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain_model.actors import PartnerId
from bot.domain_model.schools import SchoolId
from bot.domain_model.visits import ReminderId, ReminderState, Visit, VisitId, VisitState
from bot.services.ports import NewVisit
from bot.storage import tables
from bot.storage.base import new_id
from bot.storage.upsert import insert_once


class Visits:
    """School visits."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add_once(self, new: NewVisit, at: datetime) -> Visit:
        """Keep a visit and its reminders; the second of the same source gives back the first."""
        row = tables.Visit(
            id=new_id(),
            partner_id=new.partner_id,
            school_id=new.school_id,
            source_key=new.source_key,
            starts_at=new.starts_at,
            ends_at=new.ends_at,
            state=VisitState.PLANNED,
            created_at=at,
        )
        if insert_once(self._session, row, ("source_key",)):
            for kind, due_at in new.reminders:
                self._session.add(
                    tables.Reminder(
                        id=new_id(),
                        visit_id=row.id,
                        kind=kind,
                        due_at=due_at,
                        state=ReminderState.WAITING,
                    )
                )
            self._session.flush()
        found = select(tables.Visit).where(tables.Visit.source_key == new.source_key)
        return visit_of(self._session.scalars(found).one())

    def find(self, visit: VisitId) -> Visit | None:
        """Find one."""
        row = self._session.get(tables.Visit, visit)
        return None if row is None else visit_of(row)

    def of_partner(self, partner: PartnerId, *, since: datetime, limit: int) -> list[Visit]:
        """List a partner's visits that still stand and begin after `since`, earliest first."""
        row = tables.Visit
        found = select(row).where(
            row.partner_id == partner, row.starts_at > since, row.state == VisitState.PLANNED
        )
        ordered = found.order_by(row.starts_at, row.id).limit(limit)
        return [visit_of(each) for each in self._session.scalars(ordered)]

    def set_state(self, visit: VisitId, state: VisitState) -> None:
        """Cancel a visit, or let it stand again."""
        self._session.get_one(tables.Visit, visit).state = state
        self._session.flush()

    def reminder_ids(self, visit: VisitId) -> list[ReminderId]:
        """List a visit's reminders, whatever became of them."""
        found = select(tables.Reminder.id).where(tables.Reminder.visit_id == visit)
        return [ReminderId(each) for each in self._session.scalars(found)]


def visit_of(row: tables.Visit) -> Visit:
    """Read a visit from its row."""
    return Visit(
        id=VisitId(row.id),
        partner_id=PartnerId(row.partner_id),
        school_id=SchoolId(row.school_id),
        school_name=row.school.name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=VisitState(row.state),
    )
