"""When a visit's reminders are due: by what its partner prefers, and by what is put off."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from operator import itemgetter
from zoneinfo import ZoneInfo

from bot.domain_model.errors import Invalid
from bot.domain_model.visits import DropReason, ReminderKind, end_of

HOUR_BEFORE = timedelta(hours=1)
LATE_AFTER = timedelta(minutes=10)
"""From here on a reminder says itself that it comes late."""
SAME_TIME = timedelta(minutes=15)
"""Two reminders of one visit that are nearer to each other say the same thing twice."""
LONGEST_PAUSE = timedelta(days=366)


class NotPutOff(Invalid):
    """A reminder can be put off to a later time, while it is still of use."""


class Snooze(StrEnum):
    """How far a reminder is put off by a button."""

    TEN_MINUTES = "10m"
    HOUR = "1h"
    TOMORROW = "tomorrow"

    def until(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Give the time that it means at the time `at`: tomorrow is eight o'clock on the wall."""
        if self is Snooze.TOMORROW:
            day = at.astimezone(zone).date() + timedelta(days=1)
            return datetime.combine(day, time(8), tzinfo=zone).astimezone(at.tzinfo)
        return at + (timedelta(minutes=10) if self is Snooze.TEN_MINUTES else timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class ReminderPreferences:
    """Which reminders a partner wants, and when.

    The default day-before time is when a partner plans the next day: after the teaching, before
    going home. In the quiet hours nothing comes that can wait until they are over; the hour
    before a visit cannot.
    """

    wanted: frozenset[ReminderKind] = field(default=frozenset(ReminderKind))
    day_before_at: time = time(15)
    quiet_from: time = time(20)
    quiet_until: time = time(8)
    paused_until: date | None = None

    def drop_reason(self, kind: ReminderKind, at: datetime, zone: ZoneInfo) -> DropReason | None:
        """Say why such a reminder is not wanted at the time `at`; None when it is."""
        if kind not in self.wanted:
            return DropReason.UNWANTED
        return DropReason.PAUSED if self.paused(at, zone) else None

    def paused(self, at: datetime, zone: ZoneInfo) -> bool:
        """Tell whether no reminders are to come at the time `at`."""
        return self.paused_until is not None and at.astimezone(zone).date() < self.paused_until

    def out_of_quiet_hours(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """Give `moment`, or the end of the quiet hours that it falls in."""
        wall = moment.astimezone(zone)
        if not self._quiet(wall.time()):
            return moment
        tomorrow = wall.time() >= self.quiet_until
        morning = wall.date() + timedelta(days=1) if tomorrow else wall.date()
        end = datetime.combine(morning, self.quiet_until, tzinfo=zone)
        return end.astimezone(moment.tzinfo)

    def _quiet(self, clock: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until


@dataclass(frozen=True, slots=True)
class PreferenceChange:
    """What a partner wants otherwise than before; None leaves a preference as it is."""

    on: frozenset[ReminderKind] = frozenset()
    off: frozenset[ReminderKind] = frozenset()
    day_before_at: time | None = None
    quiet: tuple[time, time] | None = None
    pause_until: date | None = None
    resume: bool = False

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return self == PreferenceChange()

    def applied_to(self, old: ReminderPreferences, today: date) -> ReminderPreferences:
        """Give the preferences after it.

        Raises:
            Invalid: when reminders would be paused until a day gone by, or for over a year.
        """
        until = None if self.resume else self.pause_until or old.paused_until
        if self.pause_until and not today < self.pause_until <= today + LONGEST_PAUSE:
            raise Invalid("a pause ends on a day to come, within a year")
        quiet_from, quiet_until = self.quiet or (old.quiet_from, old.quiet_until)
        return replace(
            old,
            wanted=(old.wanted | self.on) - self.off,
            day_before_at=self.day_before_at or old.day_before_at,
            quiet_from=quiet_from,
            quiet_until=quiet_until,
            paused_until=until,
        )


DEFAULTS = ReminderPreferences()


def reminders_of(
    starts_at: datetime,
    ends_at: datetime | None = None,
    *,
    preferences: ReminderPreferences = DEFAULTS,
    at: datetime,
    zone: ZoneInfo,
) -> list[tuple[ReminderKind, datetime]]:
    """List the reminders of a visit that are still to come at the time `at`, earliest first.

    The day before is a wall-clock time in `zone`, and so stays there across a change to or from
    summer time; the hour before is an hour that really passes. How it went is asked when the
    visit ends, or in the morning when it ends in the quiet hours. Which of them are wanted is
    asked when they are due: until then a partner may change her mind.
    """
    due = [(kind, due_at(kind, starts_at, ends_at, preferences, zone)) for kind in ReminderKind]
    return sorted(((kind, when) for kind, when in due if when > at), key=itemgetter(1))


def due_at(
    kind: ReminderKind,
    starts_at: datetime,
    ends_at: datetime | None,
    preferences: ReminderPreferences,
    zone: ZoneInfo,
) -> datetime:
    """Give when one reminder of a visit is due."""
    if kind is ReminderKind.HOUR_BEFORE:
        return starts_at - HOUR_BEFORE
    if kind is ReminderKind.AFTER_VISIT:
        return preferences.out_of_quiet_hours(end_of(starts_at, ends_at), zone)
    day = starts_at.astimezone(zone).date() - timedelta(days=1)
    wall = datetime.combine(day, preferences.day_before_at, tzinfo=zone)
    return wall.astimezone(starts_at.tzinfo)


def snoozes_before(end: datetime, at: datetime, zone: ZoneInfo) -> list[Snooze]:
    """List how far a reminder given at `at` can be put off and still come before `end`."""
    return [snooze for snooze in Snooze if snooze.until(at, zone) < end]
