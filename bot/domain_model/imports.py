"""Visits that come from somebody's own calendar, and what has become of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain_model.actors import PartnerId
from bot.domain_model.errors import Invalid
from bot.domain_model.visits import VisitId

MAX_BYTES = 1_000_000
"""A year of a full calendar is a few hundred kilobytes."""
MAX_EVENTS = 5_000
MAX_VISITS = 100
"""So many visits are taken at once: more than a school year of weekly visits to two schools."""
WINDOW = timedelta(days=370)
"""How far ahead a calendar is read, and a series expanded."""
IMPORTED = "ics:"
"""How the source of a visit begins that came from a calendar."""


class NotACalendar(Invalid):
    """The file cannot be read as a calendar."""


class CalendarTooLarge(Invalid):
    """The file is larger than a calendar of visits is."""


class ImportState(StrEnum):
    """What has become of a visit of a calendar; an accepted one waits to be put in.

    One that is gone was put in, and the calendar has it no more: the partner is asked about it.
    """

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    APPLIED = "applied"
    DECLINED = "declined"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One occurrence in a calendar. `occurrence` tells those of a series apart."""

    uid: str
    occurrence: str
    sequence: int
    starts_at: datetime
    ends_at: datetime | None
    title: str
    place: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """What a calendar holds within the window, and how many entries no visit can be made of.

    `whole` tells that it is all of the calendar: then what is not in it any more is cancelled.
    `series` are the UIDs of which all is told, with the `SEQUENCE` of that; `unclear` are those
    that were changed in a way that cannot be followed, and of which there are no events here.
    """

    events: tuple[CalendarEvent, ...]
    without_time: int = 0
    whole: bool = False
    series: Mapping[str, int] = field(default_factory=dict)
    unclear: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportedVisit:
    """A visit as a partner's calendar tells of it; only digests of its UID are kept.

    `key` is of the UID and of which occurrence, `series` of the UID alone; older ones have none.
    """

    partner_id: PartnerId
    key: str
    batch: str
    source: str
    sequence: int
    school: str
    starts_at: datetime
    ends_at: datetime | None
    cancelled: bool
    state: ImportState
    visit_id: VisitId | None = None
    series: str | None = None

    @property
    def source_key(self) -> str:
        """What the visit that is made of this has as its source."""
        return f"{IMPORTED}{self.partner_id}:{self.key}"

    def differs(self, other: ImportedVisit) -> bool:
        """Tell whether the calendar now says something else about when it is."""
        return (self.starts_at, self.ends_at, self.cancelled) != (
            other.starts_at,
            other.ends_at,
            other.cancelled,
        )
