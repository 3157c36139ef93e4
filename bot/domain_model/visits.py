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
    DONE = "done"
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
    DONE = "done"
    PAST = "past"
    MOVED = "moved"
    REFLECTED = "reflected"
    UNWANTED = "unwanted"
    PAUSED = "paused"
    SNOOZED = "snoozed"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Participant:
    """A partner who goes on a visit."""

    id: PartnerId
    name: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it is kept; times are aware. All who go on it may change it."""

    id: VisitId
    participants: tuple[Participant, ...]
    """Those who go, in the order in which they came to it."""
    school_id: SchoolId
    school_name: str
    starts_at: datetime
    ends_at: datetime | None
    state: VisitState
    series_id: str | None = None
    """What the visits that come again have in common; None for one that stands alone."""
    purpose: str = ""
    """What it is for, in a partner's words; nothing when nobody has said."""

    def includes(self, partner: PartnerId | None) -> bool:
        """Tell whether a partner goes on this visit."""
        return any(each.id == partner for each in self.participants)

    def others(self, partner: PartnerId | None) -> tuple[Participant, ...]:
        """Give those who go beside a partner."""
        return tuple(each for each in self.participants if each.id != partner)

    def drop_reason(self, kind: ReminderKind, at: datetime) -> DropReason | None:
        """Say why such a reminder of this visit is of no use at the time `at`; None when it is."""
        if self.state is VisitState.CANCELLED:
            return DropReason.CANCELLED
        if self.state is VisitState.DONE and kind is not ReminderKind.AFTER_VISIT:
            return DropReason.DONE
        return DropReason.PAST if self.useful_until(kind) <= at else None

    def useful_until(self, kind: ReminderKind) -> datetime:
        """Give the time from which such a reminder of this visit comes too late."""
        if kind is ReminderKind.AFTER_VISIT:
            return end_of(self.starts_at, self.ends_at) + ASKED_WITHIN
        return self.starts_at

    def begun(self, at: datetime) -> bool:
        """Tell whether the visit has begun at the time `at`."""
        return self.starts_at <= at

    def over(self, at: datetime) -> bool:
        """Tell whether the visit has ended at the time `at`."""
        return end_of(self.starts_at, self.ends_at) <= at


def end_of(starts_at: datetime, ends_at: datetime | None) -> datetime:
    """Give when a visit ends, also when nobody has said it."""
    return ends_at or starts_at + ASSUMED_LENGTH
