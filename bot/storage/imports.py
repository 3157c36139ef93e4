"""Repository of visits that came from calendars, and of the calendars' addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Executable, Select, delete, select, update
from sqlalchemy.orm import Session

from bot.domain_model.actors import PartnerId
from bot.domain_model.imports import ImportedVisit, ImportState
from bot.domain_model.visits import VisitId, VisitState
from bot.services.ports.imports import CalendarSource
from bot.storage import import_tables, tables

_Row = import_tables.ImportedVisit
_Source = import_tables.CalendarSource


class Imports:
    """Visits that came from calendars, and the addresses that are looked at again."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def of_partner(self, partner: PartnerId) -> list[ImportedVisit]:
        """List what a partner's calendars have told of."""
        found = select(_Row).where(_Row.partner_id == partner).order_by(_Row.starts_at, _Row.key)
        return [_imported(row) for row in self._session.scalars(found)]

    def save(self, visit: ImportedVisit, at: datetime) -> None:
        """Keep what a calendar tells of a visit."""
        values = {field.name: getattr(visit, field.name) for field in fields(visit)}
        self._session.merge(_Row(**values, changed_at=at))
        self._session.flush()

    def replace(self, old: ImportedVisit, new: ImportedVisit, at: datetime) -> None:
        """Keep what a calendar tells of a visit instead of what it told by another name."""
        self._session.execute(
            delete(_Row).where(_Row.partner_id == old.partner_id, _Row.key == old.key)
        )
        self.save(new, at)

    def answer(self, partner: PartnerId, batch: str, state: ImportState) -> int:
        """Accept or decline the proposals of a batch; tell how many there were.

        What the calendar has no more is cancelled, or stands as before.
        """
        batched = update(_Row).where(_Row.partner_id == partner, _Row.batch == batch)
        open_ones = batched.where(_Row.state == ImportState.PROPOSED)
        gone = batched.where(_Row.state == ImportState.GONE)
        off = state is ImportState.ACCEPTED
        then = state if off else ImportState.APPLIED
        return self._count(open_ones.values(state=state)) + self._count(
            gone.values(state=then, cancelled=off)
        )

    def accepted(self, *, limit: int) -> list[ImportedVisit]:
        """List what waits to be put in, with whole batches together."""
        waiting = _Row.state == ImportState.ACCEPTED
        batches = select(_Row.batch).where(waiting).distinct().order_by(_Row.batch).limit(limit)
        found = select(_Row).where(waiting, _Row.batch.in_(batches.scalar_subquery()))
        ordered = found.order_by(_Row.batch, _Row.starts_at, _Row.key)
        return [_imported(row) for row in self._session.scalars(ordered)]

    def settle(self, visit: ImportedVisit, made: VisitId | None) -> None:
        """Say that a visit was put in, as this visit of ours."""
        one = update(_Row).where(_Row.partner_id == visit.partner_id, _Row.key == visit.key)
        # What the calendar has changed meanwhile still waits.
        same = one.where(_Row.batch == visit.batch)
        self._session.execute(same.values(state=ImportState.APPLIED))
        self._session.execute(one.values(visit_id=made))

    def forget_proposals(self, partner: PartnerId) -> None:
        """Forget what was proposed to a partner and not answered."""
        hers = _Row.partner_id == partner
        self._session.execute(delete(_Row).where(hers, _Row.state == ImportState.PROPOSED))
        gone = update(_Row).where(hers, _Row.state == ImportState.GONE)
        self._session.execute(gone.values(state=ImportState.APPLIED))

    def known_schools(self, partner: PartnerId) -> Sequence[str]:
        """List the names of the schools that a partner has visits to."""
        visits = select(tables.Visit.school_id).where(tables.Visit.id.in_(_visits_with(partner)))
        found = select(tables.School.name).where(tables.School.id.in_(visits))
        return self._session.scalars(found.order_by(tables.School.name)).all()

    def planned_at(
        self, partner: PartnerId, school_key: str, starts_at: datetime
    ) -> VisitId | None:
        """Find a partner's visit that is planned to a school at a time."""
        row = tables.Visit
        found = select(row.id).where(
            row.id.in_(_visits_with(partner)),
            row.school.has(tables.School.key == school_key),
            row.starts_at == starts_at,
            row.state == VisitState.PLANNED,
        )
        visit = self._session.scalars(found.limit(1)).one_or_none()
        return None if visit is None else VisitId(visit)

    def source_of(self, partner: PartnerId) -> CalendarSource | None:
        """Give the address of a partner's own calendar."""
        row = self._session.get(_Source, partner)
        return None if row is None else _source(row)

    def set_source(self, partner: PartnerId, address: str, at: datetime) -> None:
        """Look at a calendar from now on; another of the partner's is let go."""
        row = _Source(partner_id=partner, address=address, failures=0, next_at=at, added_at=at)
        self._session.execute(delete(_Source).where(_Source.partner_id == partner))
        self._session.add(row)
        self._session.flush()

    def remove_source(self, partner: PartnerId) -> bool:
        """Let a partner's calendar go; False when there is none."""
        return self._count(delete(_Source).where(_Source.partner_id == partner)) == 1

    def claim_source(self, at: datetime, lease_until: datetime) -> CalendarSource | None:
        """Hold the calendar that has waited longest to be looked at, if any is due."""
        due = select(_Source).where(_Source.next_at <= at).order_by(_Source.next_at).limit(1)
        row = self._session.scalars(due.with_for_update(skip_locked=True)).one_or_none()
        if row is None:
            return None
        row.next_at = lease_until
        self._session.flush()
        return _source(row)

    def looked_at(self, source: CalendarSource, next_at: datetime) -> None:
        """Say how it went to look at a calendar, and when to look again."""
        same = (_Source.partner_id == source.partner_id, _Source.address == source.address)
        seen = update(_Source).where(*same)
        self._session.execute(
            seen.values(etag=source.etag, failures=source.failures, next_at=next_at)
        )

    def _count(self, change: Executable) -> int:
        return cast("CursorResult[Any]", self._session.execute(change)).rowcount


def _visits_with(partner: PartnerId) -> Select[str]:
    goes = tables.VisitParticipant
    return select(goes.visit_id).where(goes.partner_id == partner, goes.left_at.is_(None))


def _imported(row: import_tables.ImportedVisit) -> ImportedVisit:
    return ImportedVisit(
        partner_id=PartnerId(row.partner_id),
        key=row.key,
        batch=row.batch,
        source=row.source,
        sequence=row.sequence,
        school=row.school,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        cancelled=row.cancelled,
        state=ImportState(row.state),
        visit_id=VisitId(row.visit_id) if row.visit_id else None,
        series=row.series,
    )


def _source(row: import_tables.CalendarSource) -> CalendarSource:
    return CalendarSource(
        PartnerId(row.partner_id), row.address, row.etag, row.failures, row.added_at
    )
