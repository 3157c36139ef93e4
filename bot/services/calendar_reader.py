"""Read calendar files as Outlook, Google and others write them.

Clocks are read as on the wall in the event's own zone: by its IANA name, by Windows' name for it,
by what the file says of it, or, where the event names none, by the calendar's own or ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulestr
from icalendar import Calendar, vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.domain_model.imports import (
    MAX_BYTES,
    MAX_EVENTS,
    WINDOW,
    CalendarContent,
    CalendarEvent,
    CalendarTooLarge,
    NotACalendar,
)

_LONGEST_TEXT = 300
_MOST_OCCURRENCES = 5_000
_EARLIEST = datetime(2000, 1, 1)  # noqa: DTZ001 - a time on the wall
_SERIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_TOO_FINE = {"BYHOUR", "BYMINUTE", "BYSECOND"}
"""Rules with these can mean thousands of times a day, and no school visit needs them."""


class _NoTime(Exception):
    """An event that has no time, or a time in a zone that nobody knows."""


def read_calendar(
    content: bytes, *, zone: ZoneInfo, at: datetime, whole: bool = False
) -> CalendarContent:
    """Give what is in a calendar from `at` on, for a year and a few days, earliest first.

    Raises:
        CalendarTooLarge: when the file, or the number of its events, is.
        NotACalendar: when it cannot be read.
    """
    if len(content) > MAX_BYTES:
        raise CalendarTooLarge
    calendars = _parsed(content)
    reader = _Reader(zone, at)
    for calendar in calendars:
        reader.read(calendar)
    events = sorted(reader.found.values(), key=lambda event: (event.starts_at, event.uid))
    return CalendarContent(tuple(events), reader.without_time, whole)


def _parsed(content: bytes) -> list[Any]:
    try:
        found = Calendar.from_ical(content.removeprefix(b"\xef\xbb\xbf"), multiple=True)
    # The library promises no kinds of errors for what is not iCalendar at all.
    except Exception as error:
        raise NotACalendar from error
    calendars = [each for each in found if each.name == "VCALENDAR"]
    if not calendars:
        raise NotACalendar
    if sum(len(calendar.walk("VEVENT")) for calendar in calendars) > MAX_EVENTS:
        raise CalendarTooLarge
    return calendars


class _Reader:
    def __init__(self, zone: ZoneInfo, at: datetime) -> None:
        self._zone = zone
        self._at = at
        self._horizon = at + WINDOW
        self.found: dict[tuple[str, str], CalendarEvent] = {}
        self.without_time = 0

    def read(self, calendar: Any) -> None:
        self._floating = _zone_named(str(calendar.get("x-wr-timezone", ""))) or self._zone
        self._cancels = str(calendar.get("method", "")).upper() == "CANCEL"
        events = calendar.walk("VEVENT")
        # A changed occurrence of a series has the last word on it, wherever it stands.
        for event in sorted(events, key=lambda each: "RECURRENCE-ID" in each):
            try:
                for occurrence in self._occurrences(event):
                    self.found[occurrence.uid, occurrence.occurrence] = occurrence
            except _NoTime:
                self.without_time += 1
            except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
                self.without_time += 1
        self._drop_outside()

    def _drop_outside(self) -> None:
        self.found = {
            key: event
            for key, event in self.found.items()
            if self._at < event.starts_at < self._horizon
        }

    def _occurrences(self, event: Any) -> Iterator[CalendarEvent]:
        start = self._moment(event["dtstart"])
        length = self._length(event, start)
        if "RECURRENCE-ID" in event:
            yield self._event(event, self._name(event["recurrence-id"]), start, length)
        elif "RRULE" in event:
            for moment in self._series(event, start):
                yield self._event(event, _utc_name(moment), moment, length)
        else:
            yield self._event(event, "", start, length)

    def _event(
        self, event: Any, occurrence: str, start: datetime, length: timedelta | None
    ) -> CalendarEvent:
        status = str(event.get("status", "")).upper()
        return CalendarEvent(
            uid=str(event["uid"]),
            occurrence=occurrence,
            sequence=max(0, int(event.get("sequence", 0))),
            starts_at=start.astimezone(UTC),
            ends_at=(start + length).astimezone(UTC) if length else None,
            title=str(event.get("summary", ""))[:_LONGEST_TEXT],
            place=str(event.get("location", ""))[:_LONGEST_TEXT],
            cancelled=self._cancels or status == "CANCELLED",
        )

    def _moment(self, told: Any) -> datetime:
        """Give an aware time on the wall; a day without a time is none."""
        moment = told.dt
        if not isinstance(moment, datetime):
            raise _NoTime
        named = told.params.get("TZID")
        if named is None:
            return moment if moment.tzinfo else moment.replace(tzinfo=self._floating)
        zone: tzinfo | None = _zone_named(str(named)) or moment.tzinfo
        if zone is None:
            raise _NoTime
        return moment.replace(tzinfo=zone)

    def _name(self, told: Any) -> str:
        if isinstance(told.dt, datetime):
            return _utc_name(self._moment(told))
        return f"{told.dt:%Y%m%d}"

    def _length(self, event: Any, start: datetime) -> timedelta | None:
        if "DTEND" in event:
            length = self._moment(event["dtend"]) - start
        elif "DURATION" in event:
            length = event["duration"].dt
        else:
            return None
        return length if timedelta(0) < length < timedelta(days=1) else None

    def _series(self, event: Any, start: datetime) -> Iterator[datetime]:
        """Expand a rule on the wall, so that nine o'clock stays nine o'clock all year."""
        rule = {name.upper(): value for name, value in event["rrule"].items()}
        wall = start.replace(tzinfo=None)
        if str(rule["FREQ"][0]).upper() not in _SERIES or _TOO_FINE & rule.keys():
            raise _NoTime
        if wall < _EARLIEST:
            raise _NoTime
        count = rule.pop("COUNT", [_MOST_OCCURRENCES])[0]
        end = self._horizon.astimezone(start.tzinfo).replace(tzinfo=None)
        for until in rule.pop("UNTIL", []):
            end = min(end, _wall(until, start.tzinfo))
        rule["UNTIL"] = [end.replace(microsecond=0)]
        expanded = rrulestr(_written(rule), dtstart=wall)
        left_out = set(self._excluded(event, start.tzinfo))
        for moment in islice(expanded, min(int(count), _MOST_OCCURRENCES)):
            if moment not in left_out:
                yield moment.replace(tzinfo=start.tzinfo)

    def _excluded(self, event: Any, zone: tzinfo | None) -> Iterator[datetime]:
        told = event.get("exdate") or []
        for group in told if isinstance(told, list) else [told]:
            for each in group.dts:
                if isinstance(each.dt, datetime):
                    yield _wall(each.dt, zone)


def _written(rule: dict[str, Any]) -> str:
    written: Any = vRecur(rule)
    return str(written.to_ical(), "ascii")


def _wall(moment: date, zone: tzinfo | None) -> datetime:
    """Give a time on the wall in `zone`; a day is its last moment."""
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, 23, 59, 59)  # noqa: DTZ001
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _utc_name(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _zone_named(name: str) -> ZoneInfo | None:
    """Find a zone by its IANA name or by Windows' name for it."""
    for candidate in _candidates(name.strip().strip('"')):
        try:
            return ZoneInfo(candidate)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def _candidates(name: str) -> Iterable[str]:
    return filter(None, (WINDOWS_TO_OLSON.get(name), name))
