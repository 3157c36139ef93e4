"""Changes of a series from one occurrence on (RFC 5545, 3.2.13 and 3.8.4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_FOLLOWING = "THISANDFUTURE"


class Unclear(Exception):
    """A change of which nobody can tell for certain what it means for each occurrence."""


@dataclass(frozen=True, slots=True)
class Series:
    """An event that comes again, and when it would take place if nothing were changed."""

    event: Any
    moments: Sequence[datetime]

    def following(
        self, change: Any, first: datetime, start: datetime
    ) -> Iterator[tuple[datetime, datetime]]:
        """Give when each occurrence from `first` on was to be, and when it is to be instead.

        All of them are put off by as much as the first one is, on the clocks of the series, so
        that nine o'clock that becomes ten is ten in winter and in summer.

        Raises:
            Unclear: when the change has a rule of its own, or goes backwards, which only older
                calendars do.
        """
        told = change["recurrence-id"].params.get("RANGE", "")
        rule = change.get("rrule")
        if str(told).upper() != _FOLLOWING or (rule and rule != self.event.get("rrule")):
            raise Unclear
        for moment in self.moments:
            if moment >= first:
                zone = moment.tzinfo
                by = _wall(start.astimezone(zone)) - _wall(first.astimezone(zone))
                yield moment, (_wall(moment) + by).replace(tzinfo=zone)


def _wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def is_range(event: Any) -> bool:
    """Tell whether an event changes several occurrences of a series."""
    changed = event.get("recurrence-id")
    return changed is not None and "RANGE" in changed.params


def last_word(event: Any) -> tuple[int, bytes]:
    """Give the place of an event among those of its series: who comes later has the last word.

    First the series itself, then changes from an occurrence on in their order, then those of
    single occurrences, wherever they stand in the file.
    """
    changed = event.get("recurrence-id")
    if changed is None:
        return 0, b""
    return (1, bytes(changed.to_ical())) if is_range(event) else (2, b"")
