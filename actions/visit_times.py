"""The time that a message wants for a visit, as the entity `visit_time` carries it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo


class Lack(StrEnum):
    """What must be asked before a time can be a visit's."""

    CLOCK = "clock"
    PAST = "past"
    OPEN = "open"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class WantedTime:
    """A start with a clock time, or a day alone; `certain` is false when it could be another.

    `only_a_clock` is true when the message names no day: «kl. 9» may then belong to a day that
    was told before. `only_free` is true when nothing but a day without school is to ask about, and
    `agreed` when the partner has said that such a day is right. `others` is what else it may mean.
    `repeats` are the days of visits that come again, at the same time of day. `moved_from` is the
    day that is left for this one, and `by_weekday` is true when its weekday alone is told.
    """

    start: datetime | None
    end: datetime | None = None
    day_only: date | None = None
    certain: bool = True
    only_a_clock: bool = False
    only_free: bool = False
    agreed: bool = False
    others: tuple[datetime | date, ...] = ()
    repeats: tuple[date, ...] = ()
    moved_from: date | None = None
    by_weekday: bool = False

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> WantedTime:
        """Read the entity's value, or what `written` gave."""
        told = _moment(str(value["start"]))
        start = told if isinstance(told, datetime) else None
        left = value.get("moved_from")
        return cls(
            start=start,
            end=datetime.fromisoformat(value["end"]) if value.get("end") else None,
            day_only=None if start else told,
            certain=bool(value["certain"]),
            only_a_clock=bool(value.get("only_a_clock", False)),
            only_free=bool(value.get("only_free", False)),
            agreed=bool(value.get("agreed", False)),
            others=tuple(_moment(str(each)) for each in value.get("others") or ()),
            repeats=tuple(date.fromisoformat(each) for each in value.get("repeats") or ()),
            moved_from=date.fromisoformat(left) if left else None,
            by_weekday=bool(value.get("by_weekday", False)),
        )

    @property
    def starts_at(self) -> datetime:
        """The start; only a time that was judged to be whole has one."""
        if self.start is None:
            raise ValueError("a day alone is no time")
        return self.start

    @property
    def day(self) -> date:
        """The day, told or taken."""
        return self.day_only or self.starts_at.date()

    def days(self, zone: ZoneInfo) -> set[date]:
        """Give every day that this may mean: of «neste uke» each of that week."""
        return {
            each.astimezone(zone).date() if isinstance(each, datetime) else each
            for each in (self.start or self.day, *self.others)
        }

    def on(self, day: date, zone: ZoneInfo) -> WantedTime:
        """Move the clock time to another day, by the clock on the wall."""
        if self.start is None:
            return self
        return replace(
            self,
            start=_moved(self.start, day, zone),
            end=_moved(self.end, day, zone) if self.end else None,
            certain=True,
            only_a_clock=False,
            others=(),
        )

    def on_one_of(self, days: Collection[date], zone: ZoneInfo) -> WantedTime:
        """Move this to a day, or leave it open on which of several days it is."""
        first = min(days)
        here = replace(self, by_weekday=False)
        if self.start is None:
            others = tuple(sorted(days)) if len(days) > 1 else ()
            return replace(here, day_only=first, others=others)
        if days == {self.day}:
            return here
        times = tuple(self.on(day, zone).starts_at for day in sorted(days))
        only = len(times) == 1
        return replace(here.on(first, zone), certain=only, others=() if only else times)

    def after(self, told: WantedTime | None, zone: ZoneInfo) -> WantedTime:
        """Complete this by what was told before: a day and its clock time wait for each other."""
        if told is None:
            return self
        if self.only_a_clock and told.day_only is not None:
            moved = replace(self.on(told.day_only, zone), repeats=told.repeats)
            days = [each for each in told.others if not isinstance(each, datetime)]
            if len(set(days)) < 2:
                return moved
            meant = (self.on(day, zone).starts_at for day in days)
            return replace(moved, certain=False, others=tuple(meant))
        if self.day_only is not None and not self.others and told.only_a_clock:
            return told.on(self.day_only, zone)
        return self

    def instead_of(self, before: WantedTime, zone: ZoneInfo) -> WantedTime:
        """Change a whole time: a clock time leaves the day as it was, a day the clock time."""
        if before.start is None or before.repeats or self.repeats:
            return self
        if self.only_a_clock:
            return self.on(before.day, zone)
        if self.day_only is not None and not self.others:
            return before.on(self.day_only, zone)
        return self

    def lack(self, at: datetime, today: date, *, free: bool) -> Lack | None:
        """Say what is to be asked at the time `at`, None when it is a time to plan by.

        `free` tells that there is no school on that day.
        """
        if self.start is None:
            if self.day < today:
                return Lack.PAST
            return Lack.OPEN if self.others else Lack.CLOCK
        if self.start <= at:
            return Lack.PAST
        if not (self.certain or self.only_free or self.repeats):
            return Lack.OPEN
        return Lack.FREE if (free or self.only_free) and not self.agreed else None

    def choices(self, at: datetime, today: date) -> list[WantedTime]:
        """List the times to come that this may mean, each as if it had been told for certain."""
        return sorted(self._meanings(at, today), key=lambda each: each.start or each.day)

    def _meanings(self, at: datetime, today: date) -> Iterator[WantedTime]:
        if self.start is None:
            for day in {self.day, *(each for each in self.others)}:
                if day >= today:
                    yield WantedTime(start=None, day_only=day, certain=False)
            return
        lasts: timedelta | None = self.end - self.start if self.end else None
        for start in {self.start, *(each for each in self.others if isinstance(each, datetime))}:
            if start > at:
                yield WantedTime(start=start, end=start + lasts if lasts else None)

    def written(self) -> dict[str, Any]:
        """Give the value of the slot, or of a button."""
        start = self.start or self.day_only
        return {
            "start": start.isoformat() if start else None,
            "end": self.end.isoformat() if self.end else None,
            "certain": self.certain,
            "only_a_clock": self.only_a_clock,
            "only_free": self.only_free,
            "agreed": self.agreed,
            "others": [each.isoformat() for each in self.others],
            "repeats": [each.isoformat() for each in self.repeats],
            "moved_from": self.moved_from.isoformat() if self.moved_from else None,
            "by_weekday": self.by_weekday,
        }


def _moment(written: str) -> datetime | date:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def _moved(moment: datetime, day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, moment.astimezone(zone).time(), tzinfo=zone)
