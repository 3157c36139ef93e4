"""A school visit, and until when its reminders are of use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain_model.actors import PartnerId
from bot.domain_model.errors import Invalid
from bot.domain_model.schools import SchoolId

VisitId = NewType("VisitId", str)
ReminderId = NewType("ReminderId", str)

ASSUMED_LENGTH = timedelta(hours=1)
"""A visit whose end nobody said is over an hour after it began."""
ASKED_WITHIN = timedelta(days=2)
"""After that a visit is no longer fresh enough to be asked about."""


class VisitInThePast(Invalid):
    """A visit can only be planned for a time to come."""


class VisitState(StrEnum):
    """Whether a visit still stands."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class ReminderKind(StrEnum):
    """Which of a visit's reminders it is."""

    DAY_BEFORE = "day_before"
    HOUR_BEFORE = "hour_before"
    AFTER_VISIT = "after_visit"


class ReminderState(StrEnum):
    """Where a reminder is: still to come, handed to the outbox, or dropped with a reason."""

    WAITING = "waiting"
    QUEUED = "queued"
    DROPPED = "dropped"


class DropReason(StrEnum):
    """Why a reminder was not given."""

    CANCELLED = "cancelled"
    PAST = "past"
    MOVED = "moved"
    REFLECTED = "reflected"
    UNWANTED = "unwanted"
    PAUSED = "paused"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it is kept; times are aware."""

    id: VisitId
    partner_id: PartnerId
    school_id: SchoolId
    school_name: str
    starts_at: datetime
    ends_at: datetime | None
    state: VisitState

    def drop_reason(self, kind: ReminderKind, at: datetime) -> DropReason | None:
        """Say why such a reminder of this visit is of no use at the time `at`; None when it is."""
        if self.state is VisitState.CANCELLED:
            return DropReason.CANCELLED
        return DropReason.PAST if self.useful_until(kind) <= at else None

    def useful_until(self, kind: ReminderKind) -> datetime:
        """Give the time from which such a reminder of this visit comes too late."""
        if kind is ReminderKind.AFTER_VISIT:
            return end_of(self.starts_at, self.ends_at) + ASKED_WITHIN
        return self.starts_at

    def over(self, at: datetime) -> bool:
        """Tell whether the visit has ended at the time `at`."""
        return end_of(self.starts_at, self.ends_at) <= at


def end_of(starts_at: datetime, ends_at: datetime | None) -> datetime:
    """Give when a visit ends, also when nobody has said it."""
    return ends_at or starts_at + ASSUMED_LENGTH
