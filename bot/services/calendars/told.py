"""What a calendar tells of visits: those that it has, and those that it has no more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain_model.actors import PartnerId
from bot.domain_model.imports import CalendarContent, CalendarEvent, ImportedVisit, ImportState
from bot.domain_model.school_names import school_in
from bot.domain_model.schools import school_key
from bot.services.ports.unit_of_work import UnitOfWork

_OURS = "@refleks"


@dataclass(frozen=True, slots=True)
class Told:
    """Makes visits of a calendar's events."""

    partner: PartnerId
    batch: str
    source: str

    def visit(
        self, event: CalendarEvent, schools: Sequence[str], known: Mapping[str, ImportedVisit]
    ) -> ImportedVisit | None:
        """Give the visit that an event is; None for other events, and for those made by us."""
        key = _digest(f"{event.uid}\n{event.occurrence}")
        earlier = known.get(key)
        school = earlier.school if earlier else school_in(event.title, event.place, schools)
        if school is None or event.uid.endswith(_OURS):
            return None
        return ImportedVisit(
            partner_id=self.partner,
            key=key,
            batch=self.batch,
            source=self.source,
            sequence=event.sequence,
            school=school,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            cancelled=event.cancelled,
            state=ImportState.PROPOSED,
            series=_digest(event.uid),
        )

    def missing(
        self,
        read: CalendarContent,
        told: Sequence[ImportedVisit],
        known: Iterable[ImportedVisit],
        at: datetime,
    ) -> Iterator[ImportedVisit]:
        """Give what was put in from such a calendar, is to come, and is not told any more.

        Of a whole calendar that is whatever is not in it, unless there is nothing at all. Else
        it is what a series has left that is told of anew, by a version that is not older.
        """
        there = {each.key for each in told}
        unclear = {_digest(uid) for uid in read.unclear}
        numbers = {_digest(uid): number for uid, number in read.series.items()}
        for visit in known:
            put_in = visit.state is ImportState.APPLIED and not visit.cancelled
            same = visit.source == self.source and visit.series not in unclear
            if not (put_in and same and visit.starts_at > at) or visit.key in there:
                continue
            number = numbers.get(visit.series or "")
            if read.whole and told:
                yield replace(visit, batch=self.batch)
            elif number is not None and visit.sequence <= number:
                yield replace(visit, batch=self.batch, sequence=number)


def known_schools(uow: UnitOfWork, partner: PartnerId) -> list[str]:
    """List the schools that need no more than their name: visited ones, and the register's."""
    register = uow.school_register.of(uow.partners.get(partner).institution_id)
    return [*uow.imports.known_schools(partner), *(school.name for school in register)]


def take_over(
    uow: UnitOfWork,
    missing: Iterable[ImportedVisit],
    told: Iterable[ImportedVisit],
    at: datetime,
) -> list[ImportedVisit]:
    """Let what is told by another name, at the same school and time, be the same visit.

    That happens when one event becomes a series, or when a series is divided. Give the rest of
    what is missing.
    """
    rest = {each.visit_id or each.key: each for each in missing}
    for visit in told:
        if not rest or visit.cancelled:
            continue
        made = uow.imports.planned_at(visit.partner_id, school_key(visit.school), visit.starts_at)
        old = rest.pop(made, None) if made else None
        if old is not None:
            same_length = _length(visit) == _length(old)
            state = ImportState.APPLIED if same_length else ImportState.ACCEPTED
            uow.imports.replace(old, replace(visit, state=state, visit_id=old.visit_id), at)
    return list(rest.values())


def _length(visit: ImportedVisit) -> timedelta | None:
    return visit.ends_at - visit.starts_at if visit.ends_at else None


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
