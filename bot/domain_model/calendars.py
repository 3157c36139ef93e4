"""School visits as a calendar knows them: one entry a visit, with a number for each change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain_model.actors import PartnerId
from bot.domain_model.visits import Visit, VisitId

SHOWN_FOR = timedelta(days=60)
"""How long a calendar feed shows a visit that is over: longer than a client is ever offline."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A visit in a calendar; `sequence` is RFC 5545's: one higher for every change."""

    visit: Visit
    partner_id: PartnerId
    """Whose calendar it is in."""
    municipality: str
    sequence: int
    changed_at: datetime
    cancelled: bool = False
    """Whether the visit is off, or she does not go on it any more."""
    imported: bool = False
    """Whether it came from the partner's own calendar, which then has it already."""

    @property
    def uid(self) -> str:
        """What calendars know the visit by, for as long as it exists."""
        return uid_of(self.visit.id)

    @property
    def place(self) -> str:
        """The school, and where it is when that is known."""
        return ", ".join(filter(None, (self.visit.school_name, self.municipality)))


def uid_of(visit: VisitId) -> str:
    """Give what calendars know a visit by."""
    return f"visit-{visit}@refleks"
