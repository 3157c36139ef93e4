"""Repository of school visits; a visit's reminders are planned with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import PartnerId
from bot.domain_model.schools import SchoolId
from bot.domain_model.visits import (
    ReminderId,
    ReminderKind,
    ReminderState,
    Visit,
    VisitId,
    VisitState,
)
from bot.services.ports import NewTime, NewVisit
from bot.storage import tables
from bot.storage.base import new_id
from bot.storage.reminder_tables import Reminder
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
            self._plan(VisitId(row.id), new.reminders)
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

    def of_same_message(self, visit: VisitId, *, since: datetime) -> list[Visit]:
        """List what stands after `since` of the visits that one message planned with this."""
        row = tables.Visit
        one = self._session.get_one(row, visit)
        message = (one.source_key or "").rpartition("#")[0]
        same = row.source_key.startswith(f"{message}#", autoescape=True)
        found = select(row).where(
            row.partner_id == one.partner_id,
            same if message else row.id == visit,
            row.starts_at > since,
            row.state == VisitState.PLANNED,
        )
        ordered = found.order_by(row.starts_at, row.id)
        return [visit_of(each) for each in self._session.scalars(ordered)]

    def set_state(self, visit: VisitId, state: VisitState) -> None:
        """Cancel a visit, or let it stand again."""
        self._session.get_one(tables.Visit, visit).state = state
        self._session.flush()

    def move_once(self, visit: VisitId, new: NewTime, at: datetime) -> bool:
        """Give a visit another time and other reminders; False when this source did it before."""
        move = tables.VisitMove(
            source_key=new.source_key,
            visit_id=visit,
            starts_at=new.starts_at,
            ends_at=new.ends_at,
            moved_at=at,
        )
        if not insert_once(self._session, move, ("source_key",)):
            return False
        row = self._session.get_one(tables.Visit, visit)
        row.starts_at, row.ends_at = new.starts_at, new.ends_at
        self._session.execute(delete(Reminder).where(Reminder.visit_id == visit))
        self._plan(visit, new.reminders)
        return True

    def reminder_ids(self, visit: VisitId) -> list[ReminderId]:
        """List a visit's reminders, whatever became of them, held until this transaction ends.

        A worker that hands one of them over at this moment is waited for.
        """
        # The visit's own row first, so that two changes of one visit follow each other.
        self._session.execute(
            select(tables.Visit.id).where(tables.Visit.id == visit).with_for_update()
        )
        found = select(Reminder.id).where(Reminder.visit_id == visit)
        ordered = found.order_by(Reminder.id).with_for_update()
        return [ReminderId(each) for each in self._session.scalars(ordered)]

    def _plan(self, visit: VisitId, reminders: Sequence[tuple[ReminderKind, datetime]]) -> None:
        self._session.add_all(
            Reminder(
                id=new_id(),
                visit_id=visit,
                kind=kind,
                due_at=due_at,
                state=ReminderState.WAITING,
            )
            for kind, due_at in reminders
        )
        self._session.flush()


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
