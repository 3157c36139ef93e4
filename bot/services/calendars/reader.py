"""Read calendar files as Outlook, Google and others write them.

Clocks are read as on the wall in the event's own zone (`bot.services.calendars.zones`) or, where
the event names none, in the calendar's own or ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from bot.domain_model.imports import (
    MAX_BYTES,
    MAX_EVENTS,
    WINDOW,
    CalendarContent,
    CalendarEvent,
    CalendarTooLarge,
    NotACalendar,
)
from bot.services.calendars.ranges import Series, Unclear, is_range, last_word
from bot.services.calendars.series import NoTime, expanded
from bot.services.calendars.text import calendar_text
from bot.services.calendars.zones import CalendarZones, apart, zone_named

_LONGEST_TEXT = 300
_CALLED_OFF = re.compile(r"\s*(?:cancell?ed|avlyst|kansellert)\s*:", re.IGNORECASE)
"""How Outlook begins the title of a meeting that its organiser has cancelled.

In the feeds that Exchange publishes it is all that tells of it: they say STATUS:CONFIRMED.
"""
_DAY = timedelta(days=1)


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
    calendars, zones = _parsed(content)
    reader = _Reader(zones, zone, at)
    for calendar in calendars:
        reader.read(calendar)
    events = sorted(reader.found.values(), key=lambda event: (event.starts_at, event.uid))
    return CalendarContent(
        tuple(events),
        reader.without_time,
        whole,
        {uid: number for uid, number in reader.whole_series.items() if uid not in reader.unclear},
        frozenset(reader.unclear),
    )


def _parsed(content: bytes) -> tuple[list[Any], CalendarZones]:
    try:
        text, rules = apart(calendar_text(content))
        found = Calendar.from_ical(text, multiple=True)
    # The library promises no kinds of errors for what is not iCalendar at all.
    except Exception as error:
        raise NotACalendar from error
    calendars = [each for each in found if each.name == "VCALENDAR"]
    if not calendars:
        raise NotACalendar
    if sum(len(calendar.walk("VEVENT")) for calendar in calendars) > MAX_EVENTS:
        raise CalendarTooLarge
    return calendars, CalendarZones(rules)


class _Reader:
    def __init__(self, zones: CalendarZones, zone: ZoneInfo, at: datetime) -> None:
        self._zones = zones
        self._zone = zone
        self._at = at
        self._horizon = at + WINDOW
        self.found: dict[tuple[str, str], CalendarEvent] = {}
        self.without_time = 0
        self.unclear = set[str]()
        self.whole_series: dict[str, int] = {}
        self._series: dict[str, Series] = {}

    def read(self, calendar: Any) -> None:
        self._floating = zone_named(str(calendar.get("x-wr-timezone", ""))) or self._zone
        self._cancels = str(calendar.get("method", "")).upper() == "CANCEL"
        events = _newest(calendar.walk("VEVENT"))
        for event in sorted(events, key=last_word):
            try:
                for occurrence in self._occurrences(event):
                    self.found[occurrence.uid, occurrence.occurrence] = occurrence
            except NoTime:
                self._without_time(event)
                self._forget_occurrence(event)
            except (ValueError, TypeError, AttributeError, KeyError, OverflowError, Unclear):
                self._without_time(event)
        self._drop_outside()

    def _without_time(self, event: Any) -> None:
        self.without_time += 1
        if is_range(event):
            self.unclear.add(_uid(event))

    def _forget_occurrence(self, event: Any) -> None:
        """Let a visit of a series go that was made one of a whole day."""
        changed = event.get("recurrence-id")
        if changed is not None:
            with suppress(NoTime, AttributeError):
                self.found.pop((_uid(event), self._name(changed)), None)

    def _drop_outside(self) -> None:
        self.found = {
            key: event
            for key, event in self.found.items()
            if self._at < event.starts_at < self._horizon and event.uid not in self.unclear
        }

    def _occurrences(self, event: Any) -> Iterator[CalendarEvent]:
        # What is called off need not say when it would have been (RFC 5546, 3.2.5).
        start = self._moment(event.get("dtstart") or event["recurrence-id"])
        length = self._length(event, start)
        if _lasts_all_day(event, start, length):
            raise NoTime
        if is_range(event):
            yield from self._following(event, start, length)
            return
        if "RECURRENCE-ID" in event:
            yield self._event(event, self._name(event["recurrence-id"]), start, length)
            return
        if "RRULE" in event or "RDATE" in event:
            moments = list(expanded(event, start, self._horizon))
            self._series[_uid(event)] = Series(event, moments)
            for moment in moments:
                yield self._event(event, _utc_name(moment), moment, length)
        else:
            yield self._event(event, "", start, length)
        self.whole_series[_uid(event)] = _sequence(event)

    def _following(
        self, event: Any, start: datetime, length: timedelta | None
    ) -> Iterator[CalendarEvent]:
        """Change a series from one occurrence on; without the series it means nothing certain."""
        first = self._moment(event["recurrence-id"])
        for moment, changed in self._series[_uid(event)].following(event, first, start):
            yield self._event(event, _utc_name(moment), changed, length)

    def _event(
        self, event: Any, occurrence: str, start: datetime, length: timedelta | None
    ) -> CalendarEvent:
        title = str(event.get("summary", ""))[:_LONGEST_TEXT]
        off = str(event.get("status", "")).upper() == "CANCELLED" or _CALLED_OFF.match(title)
        return CalendarEvent(
            uid=_uid(event),
            occurrence=occurrence,
            # Some programs count the changes of single occurrences by themselves, from the start.
            sequence=max(_sequence(event), self.whole_series.get(_uid(event), 0)),
            starts_at=start.astimezone(UTC),
            ends_at=(start + length).astimezone(UTC) if length and length < _DAY else None,
            title=title,
            place=str(event.get("location", ""))[:_LONGEST_TEXT],
            cancelled=self._cancels or bool(off),
        )

    def _moment(self, told: Any) -> datetime:
        """Give an aware time on the wall; a day without a time is none."""
        moment = told.dt
        if not isinstance(moment, datetime):
            raise NoTime
        named = told.params.get("TZID")
        if named is None:
            return moment if moment.tzinfo else moment.replace(tzinfo=self._floating)
        zone = self._zones.find(str(named)) or moment.tzinfo
        if zone is None:
            raise NoTime
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
        return length if length > timedelta(0) else None


def _newest(events: Iterable[Any]) -> list[Any]:
    """Keep the last version of each event, and of each occurrence that was changed by itself."""
    kept: dict[tuple[Any, ...], Any] = {}
    for event in events:
        changed = event.get("recurrence-id")
        key = (_uid(event), *last_word(event), b"" if changed is None else changed.to_ical())
        if key not in kept or _sequence(event) >= _sequence(kept[key]):
            kept[key] = event
    return list(kept.values())


def _uid(event: Any) -> str:
    """Give what an event is known by; one without a name by its title and its start."""
    named = str(event.get("uid", ""))
    told = event.get("dtstart")
    return named or f"{event.get('summary', '')}\n{told.to_ical() if told else ''}"


def _sequence(event: Any) -> int:
    told = str(event.get("sequence", "")).strip()
    return int(told) if told.isdecimal() else 0


def _lasts_all_day(event: Any, start: datetime, length: timedelta | None) -> bool:
    """Tell that an event is about days: Exchange may write those as from midnight to midnight."""
    marked = str(event.get("x-microsoft-cdo-alldayevent", "")).upper() == "TRUE"
    midnight = start.replace(tzinfo=None).time() == time()
    return marked or (midnight and length is not None and not length % _DAY)


def _utc_name(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
