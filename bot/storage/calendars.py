"""Repository of calendar feeds and of what calendars were told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Select,
    and_,
    case,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from bot.domain_model.actors import PartnerId
from bot.domain_model.calendars import CalendarEntry
from bot.domain_model.imports import IMPORTED
from bot.domain_model.visits import VisitId, VisitState
from bot.storage import calendar_tables, tables
from bot.storage.upsert import insert_once
from bot.storage.visits import visit_of

_Visit = tables.Visit
_Entry = calendar_tables.CalendarEntry
_Feed = calendar_tables.CalendarFeed
_Goes = tables.VisitParticipant
_TOLD = ("starts_at", "ends_at", "state", "school_id", "purpose")
"""What a calendar shows of a visit: a change of any of these is a change of its entry."""
_OFF = or_(_Goes.left_at.is_not(None), _Visit.state == VisitState.CANCELLED)
"""A visit that somebody does not go on is off in her calendar; one that is done is not."""
_STATE = case((_OFF, VisitState.CANCELLED.value), else_=VisitState.PLANNED.value)
_LONGEST_AGO = timedelta(days=1)
"""A visit that began before this is not told of any more."""


class Calendars:
    """Calendar feeds, and what has been told to calendars."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def feed_owner(self, digest: str) -> PartnerId | None:
        """Tell whose feed this is."""
        found = self._session.scalars(select(_Feed.partner_id).where(_Feed.digest == digest))
        owner = found.one_or_none()
        return None if owner is None else PartnerId(owner)

    def feed_since(self, partner: PartnerId) -> datetime | None:
        """Tell since when a partner has had her feed; None when she has none."""
        row = self._session.get(_Feed, partner)
        return None if row is None else row.created_at

    def set_feed(self, partner: PartnerId, digest: str, at: datetime) -> None:
        """Give a partner a feed; an earlier one of hers ends."""
        row = _Feed(partner_id=partner, digest=digest, created_at=at)
        if not insert_once(self._session, row, ("partner_id",)):
            renewed = update(_Feed).where(_Feed.partner_id == partner)
            self._session.execute(renewed.values(digest=digest, created_at=at))

    def remove_feed(self, partner: PartnerId) -> bool:
        """End a partner's feed; False when she has none."""
        removed = self._session.execute(delete(_Feed).where(_Feed.partner_id == partner))
        return cast("CursorResult[Any]", removed).rowcount == 1

    def entries_of(self, partner: PartnerId, *, since: datetime) -> list[CalendarEntry]:
        """List a partner's visits that begin after `since`, cancelled ones too, in order.

        Those that she does not go on any more are among the cancelled ones.
        """
        return self._read(_of(partner).where(_Visit.starts_at > since))

    def entries(self, partner: PartnerId, visits: Sequence[VisitId]) -> list[CalendarEntry]:
        """List those of these visits that are a partner's, in order of time."""
        return self._read(_of(partner).where(_Visit.id.in_(visits)))

    def note_changes(self, at: datetime, *, limit: int) -> list[CalendarEntry]:
        """Number the changes of visits that no calendar has been told of; each is given once."""
        changed = (
            _with_entries()
            .where(
                _Visit.starts_at > at - _LONGEST_AGO, or_(_Entry.visit_id.is_(None), _differs())
            )
            .order_by(_Visit.created_at, _Visit.id, _Goes.partner_id)
            .limit(limit)
        )
        found = self._session.execute(changed).all()
        return [
            _entry(visit, goes, sequence, at)
            for visit, goes, entry in found
            if (sequence := self._note(visit, goes, entry, at)) is not None
        ]

    def _note(
        self,
        visit: tables.Visit,
        goes: tables.VisitParticipant,
        entry: calendar_tables.CalendarEntry | None,
        at: datetime,
    ) -> int | None:
        """Write a change down and give its number; None when another worker was first."""
        told: dict[str, Any] = {name: getattr(visit, name) for name in _TOLD}
        told["state"] = VisitState.CANCELLED if _is_off(visit, goes) else VisitState.PLANNED
        whose = {"visit_id": visit.id, "partner_id": goes.partner_id}
        if entry is None:
            row = _Entry(**whose, sequence=0, changed_at=at, **told)
            return 0 if insert_once(self._session, row, ("visit_id", "partner_id")) else None
        sequence = entry.sequence
        same = (
            *(getattr(_Entry, name) == value for name, value in whose.items()),
            _Entry.sequence == sequence,
        )
        noted = update(_Entry).where(*same).values(sequence=sequence + 1, changed_at=at, **told)
        result = self._session.execute(noted.execution_options(synchronize_session=False))
        return sequence + 1 if cast("CursorResult[Any]", result).rowcount == 1 else None

    def _read(self, query: Select[Any, Any, Any]) -> list[CalendarEntry]:
        rows = self._session.execute(query.order_by(_Visit.starts_at, _Visit.id)).all()
        return [
            _entry(visit, goes, *((told.sequence, told.changed_at) if told else (0, None)))
            for visit, goes, told in rows
        ]


def _with_entries() -> Select[Any, Any, Any]:
    same = (_Entry.visit_id == _Goes.visit_id, _Entry.partner_id == _Goes.partner_id)
    pairs = select(_Visit, _Goes, _Entry).join(_Goes, _Goes.visit_id == _Visit.id)
    return pairs.outerjoin(_Entry, and_(*same))


def _of(partner: PartnerId) -> Select[Any, Any, Any]:
    return _with_entries().where(_Goes.partner_id == partner)


def _differs() -> ColumnElement[bool]:
    shown = {"state": _STATE}
    pairs = [(shown.get(name, getattr(_Visit, name)), getattr(_Entry, name)) for name in _TOLD]
    return or_(*(now.is_distinct_from(told) for now, told in pairs))


def _is_off(visit: tables.Visit, goes: tables.VisitParticipant) -> bool:
    return goes.left_at is not None or visit.state == VisitState.CANCELLED


def _entry(
    visit: tables.Visit,
    goes: tables.VisitParticipant,
    sequence: int,
    changed_at: datetime | None,
) -> CalendarEntry:
    return CalendarEntry(
        visit=visit_of(visit),
        partner_id=PartnerId(goes.partner_id),
        municipality=visit.school.municipality,
        sequence=sequence,
        changed_at=changed_at or goes.joined_at,
        cancelled=_is_off(visit, goes),
        imported=(visit.source_key or "").startswith(f"{IMPORTED}{goes.partner_id}:"),
    )
