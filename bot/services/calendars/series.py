"""Events of calendars that come again: by rules and lists of times, less what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import vRecur

_MOST_OCCURRENCES = 5_000
_EARLIEST = datetime(2000, 1, 1)  # noqa: DTZ001 - a time on the wall
_SERIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_TOO_FINE = {"BYHOUR", "BYMINUTE", "BYSECOND"}
"""Rules with these can mean thousands of times a day, and no school visit needs them."""


class NoTime(Exception):
    """An event that has no time, or a time in a zone that nobody knows."""


def expanded(event: Any, start: datetime, horizon: datetime) -> Iterator[datetime]:
    """Give when a series takes place until `horizon`: nine o'clock stays nine o'clock all year.

    Raises:
        NoTime: when it began long ago, or means times of a day that cannot be a visit's.
    """
    wall = start.replace(tzinfo=None)
    if wall < _EARLIEST:
        raise NoTime
    moments = {wall} if "RRULE" not in event else set[datetime]()
    for rule in _each(event.get("rrule")):
        moments.update(_by_rule(rule, wall, start.tzinfo, horizon))
    moments.update(moment for moment, _ in _listed(event.get("rdate"), start.tzinfo))
    left_out = set(_listed(event.get("exdate"), start.tzinfo))
    days = {moment.date() for moment, whole_day in left_out if whole_day}
    for moment in sorted(moments - {moment for moment, _ in left_out}):
        if moment.date() not in days:
            yield moment.replace(tzinfo=start.tzinfo)


def _by_rule(
    told: Any, wall: datetime, zone: tzinfo | None, horizon: datetime
) -> Iterator[datetime]:
    rule = {name.upper(): value for name, value in told.items()}
    if str(rule["FREQ"][0]).upper() not in _SERIES or _TOO_FINE & rule.keys():
        raise NoTime
    count = rule.pop("COUNT", [_MOST_OCCURRENCES])[0]
    end = horizon.astimezone(zone).replace(tzinfo=None)
    for until in rule.pop("UNTIL", []):
        end = min(end, _wall(until, zone))
    rule["UNTIL"] = [end.replace(microsecond=0)]
    moments = rrulestr(_written(rule), dtstart=wall)
    return islice(moments, min(int(count), _MOST_OCCURRENCES))


def _each(told: Any) -> list[Any]:
    """Give what stands once, several times, or not at all, as a list."""
    if told is None:
        return []
    return told if isinstance(told, list) else [told]


def _listed(told: Any, zone: tzinfo | None) -> Iterator[tuple[datetime, bool]]:
    """Give listed times on the wall, and whether each names its whole day.

    Exchange lists what is left out by the day, or by its midnight.
    """
    for group in _each(told):
        for each in group.dts:
            moment = each.dt[0] if isinstance(each.dt, tuple) else each.dt
            if isinstance(moment, datetime):
                at_midnight = moment.time() == time()
                wall = moment.replace(tzinfo=None) if at_midnight else _wall(moment, zone)
                yield wall, at_midnight
            else:
                yield _wall(moment, zone), True


def _written(rule: dict[str, Any]) -> str:
    written: Any = vRecur(rule)
    return str(written.to_ical(), "ascii")


def _wall(moment: date, zone: tzinfo | None) -> datetime:
    """Give a time on the wall in `zone`; a day is its last moment."""
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, 23, 59, 59)  # noqa: DTZ001
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment
