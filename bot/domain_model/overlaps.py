"""Visits at the same time: what somebody is on already when another visit would take place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain_model.actors import PartnerId
from bot.domain_model.visits import Participant, VisitId, end_of


@dataclass(frozen=True, slots=True)
class VisitTime:
    """When partners would go on a visit; `visit` is the one that it is, when it is planned."""

    starts_at: datetime
    ends_at: datetime | None
    partners: tuple[PartnerId, ...]
    visit: VisitId | None = None


@dataclass(frozen=True, slots=True)
class Busy:
    """A time at which somebody is on a visit already.

    `school_name` is empty for a colleague: where she goes is not the asker's to know.
    """

    partner: Participant
    visit: VisitId
    starts_at: datetime
    ends_at: datetime | None
    school_name: str = ""


def overlapping(times: Sequence[VisitTime], busy: Iterable[Busy]) -> list[Busy]:
    """Give what those who would go are on already at one of these times, earliest first.

    A visit that begins when another ends is not at the same time. Those that get one of these
    times count by it alone, and not against each other. A visit that is told of by its school is
    not told of once more by a colleague who goes there as well.
    """
    changing = {each.visit for each in times}
    found = [
        each
        for each in busy
        if each.visit not in changing and any(_meet(one, each) for one in times)
    ]
    named = {each.visit for each in found if each.school_name}
    told = (each for each in found if each.school_name or each.visit not in named)
    return sorted(told, key=lambda each: (each.starts_at, not each.school_name, each.visit))


def _meet(time: VisitTime, busy: Busy) -> bool:
    return (
        busy.partner.id in time.partners
        and time.starts_at < end_of(busy.starts_at, busy.ends_at)
        and busy.starts_at < end_of(time.starts_at, time.ends_at)
    )
