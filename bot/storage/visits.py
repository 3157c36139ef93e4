"""Repository of school visits; the reminders of those who go are planned with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import PartnerId
from bot.domain_model.schools import SchoolId
from bot.domain_model.visits import (
    ASSUMED_LENGTH,
    Participant,
    ReminderId,
    ReminderKind,
    ReminderState,
    Visit,
    VisitId,
    VisitState,
)
from bot.services.ports.visits import NewTime, NewVisit
from bot.storage import tables
from bot.storage.base import new_id
from bot.storage.reminder_tables import Reminder
from bot.storage.upsert import insert_once

_Due = Sequence[tuple[ReminderKind, datetime]]


class Visits:
    """School visits."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add_once(self, new: NewVisit, at: datetime) -> Visit:
        """Keep a visit and its reminders; the second of the same source gives back the first."""
        row = tables.Visit(
            id=new_id(),
            school_id=new.school_id,
            source_key=new.source_key,
            series_id=new.series_id,
            purpose=new.purpose,
            starts_at=new.starts_at,
            ends_at=new.ends_at,
            state=VisitState.PLANNED,
            created_at=at,
        )
        if insert_once(self._session, row, ("source_key",)):
            for partner, reminders in new.reminders.items():
                self.add_participant(VisitId(row.id), partner, reminders, at)
        found = select(tables.Visit).where(tables.Visit.source_key == new.source_key)
        return visit_of(self._session.scalars(found).one())

    def find(self, visit: VisitId) -> Visit | None:
        """Find one."""
        row = self._session.get(tables.Visit, visit)
        return None if row is None else visit_of(row)

    def of_partner(self, partner: PartnerId, *, since: datetime, limit: int) -> list[Visit]:
        """List the visits with a partner that stand and begin after `since`, earliest first."""
        found = _with_partner(_in_state().where(tables.Visit.starts_at > since), partner)
        return [visit_of(each) for each in self._session.scalars(found.limit(limit))]

    def of_partner_during(
        self, partner: PartnerId, since: datetime, until: datetime
    ) -> list[Visit]:
        """List a partner's visits that stand, begin before `until`, end after `since`."""
        row = tables.Visit
        not_over = or_(row.ends_at > since, row.starts_at > since - ASSUMED_LENGTH)
        found = _with_partner(_in_state().where(row.starts_at < until, not_over), partner)
        visits = [visit_of(each) for each in self._session.scalars(found)]
        return [each for each in visits if not each.over(since)]

    def done_with_partner(self, partner: PartnerId, *, since: datetime) -> list[Visit]:
        """List the visits with a partner that are done and begin after `since`, latest first."""
        done = _in_state(VisitState.DONE).where(tables.Visit.starts_at > since)
        found = self._session.scalars(_with_partner(done, partner))
        return [visit_of(each) for each in reversed(found.all())]

    def of_series(self, visit: Visit, *, since: datetime) -> list[Visit]:
        """List what stands after `since` of the visits that come again with this, and itself."""
        row = tables.Visit
        one = row.id == visit.id
        same = one if visit.series_id is None else row.series_id == visit.series_id
        found = _in_state().where(row.starts_at > since, same)
        return [visit_of(each) for each in self._session.scalars(found)]

    def set_state(self, visit: VisitId, state: VisitState) -> None:
        """Cancel a visit, or let it stand again."""
        self._session.get_one(tables.Visit, visit).state = state
        self._session.flush()

    def set_purpose(self, visit: VisitId, purpose: str) -> None:
        """Say what a visit is for."""
        self._session.get_one(tables.Visit, visit).purpose = purpose
        self._session.flush()

    def add_participant(
        self, visit: VisitId, partner: PartnerId, reminders: _Due, at: datetime
    ) -> bool:
        """Let a partner go on a visit, with her reminders; False when she does already."""
        row = tables.VisitParticipant(visit_id=visit, partner_id=partner, joined_at=at)
        if not insert_once(self._session, row, ("visit_id", "partner_id")):
            kept = self._session.get_one(tables.VisitParticipant, (visit, partner))
            if kept.left_at is None:
                return False
            kept.joined_at, kept.left_at = at, None
        self._plan(visit, partner, reminders)
        self._read_again(visit)
        return True

    def remove_participant(self, visit: VisitId, partner: PartnerId, at: datetime) -> bool:
        """Let a partner not go on a visit, without reminders; False when she does not anyway."""
        row = self._session.get(tables.VisitParticipant, (visit, partner))
        if row is None or row.left_at is not None:
            return False
        row.left_at = at
        hers = (Reminder.visit_id == visit, Reminder.partner_id == partner)
        self._session.execute(delete(Reminder).where(*hers))
        self._read_again(visit)
        return True

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
        for partner, reminders in new.reminders.items():
            self._plan(visit, partner, reminders)
        return True

    def reminder_ids(self, visit: VisitId, of: PartnerId | None = None) -> list[ReminderId]:
        """List a visit's reminders, or one partner's, whatever became of them.

        They are held until this transaction ends, and so is the visit. A worker that hands one of
        them over at this moment is waited for.
        """
        # The visit's own row first, so that two changes of one visit follow each other.
        self._session.execute(
            select(tables.Visit.id).where(tables.Visit.id == visit).with_for_update()
        )
        found = select(Reminder.id).where(Reminder.visit_id == visit)
        if of is not None:
            found = found.where(Reminder.partner_id == of)
        ordered = found.order_by(Reminder.id).with_for_update()
        return [ReminderId(each) for each in self._session.scalars(ordered)]

    def _plan(self, visit: VisitId, partner: PartnerId, reminders: _Due) -> None:
        self._session.add_all(
            Reminder(
                id=new_id(),
                visit_id=visit,
                partner_id=partner,
                kind=kind,
                due_at=due_at,
                state=ReminderState.WAITING,
            )
            for kind, due_at in reminders
        )
        self._session.flush()

    def _read_again(self, visit: VisitId) -> None:
        """Let the next who reads the visit see who goes by now."""
        self._session.flush()
        row = self._session.get_one(tables.Visit, visit)
        self._session.expire(row, ["participants"])


def _in_state(state: VisitState = VisitState.PLANNED) -> Select[tables.Visit]:
    row = tables.Visit
    return select(row).where(row.state == state).order_by(row.starts_at, row.id)


def _with_partner(visits: Select[tables.Visit], partner: PartnerId) -> Select[tables.Visit]:
    goes = tables.VisitParticipant
    there = visits.join(goes, goes.visit_id == tables.Visit.id)
    return there.where(goes.partner_id == partner, goes.left_at.is_(None))


def visit_of(row: tables.Visit) -> Visit:
    """Read a visit from its row."""
    return Visit(
        id=VisitId(row.id),
        participants=tuple(
            Participant(PartnerId(each.partner_id), each.partner.name)
            for each in row.participants
            if each.left_at is None
        ),
        school_id=SchoolId(row.school_id),
        school_name=row.school.name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=VisitState(row.state),
        series_id=row.series_id,
        purpose=row.purpose,
    )
