"""The time that a message wants for a visit, as the entity `visit_time` carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class WantedTime:
    """A start with a clock time, or a day alone; `certain` is false when it could be another.

    `only_a_clock` is true when the message names no day: «kl. 9» may then belong to a day that
    was told before.
    """

    start: datetime | None
    end: datetime | None = None
    day_only: date | None = None
    certain: bool = True
    only_a_clock: bool = False

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> WantedTime:
        """Read the entity's value, or what `written` gave."""
        start = str(value["start"])
        day_only = None if "T" in start else date.fromisoformat(start)
        return cls(
            start=None if day_only else datetime.fromisoformat(start),
            end=datetime.fromisoformat(value["end"]) if value.get("end") else None,
            day_only=day_only,
            certain=bool(value["certain"]),
            only_a_clock=bool(value.get("only_a_clock", False)),
        )

    @property
    def starts_at(self) -> datetime:
        """The start; only a time that was judged to be whole has one."""
        if self.start is None:
            raise ValueError("a day alone is no time")
        return self.start

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
        )

    def written(self) -> dict[str, Any]:
        """Give the value of the slot."""
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "certain": self.certain,
        }


def _moved(moment: datetime, day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, moment.astimezone(zone).time(), tzinfo=zone)
