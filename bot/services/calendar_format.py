"""School visits as an iCalendar file (RFC 5545), with nothing in it but school, time and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDuration,
)

from bot.domain_model.calendars import CalendarEntry
from bot.domain_model.visits import VisitState, end_of
from bot.texts import Texts

CALENDAR_TYPE = "text/calendar; charset=utf-8"
MAKER = "-//Refleks//Refleks//NO"
_MARGIN = timedelta(days=400)
"""So far around its events a calendar tells when summer time begins and ends."""
_REFRESH = timedelta(hours=1)
"""How often those who read a feed are asked to look again."""


class CalendarWriter:
    """Writes calendars in one time zone."""

    def __init__(self, texts: Texts, zone: ZoneInfo) -> None:
        """Take the few words from `texts`; times are those on the wall in `zone`."""
        self._texts = texts
        self._zone = zone

    def write(self, entries: Sequence[CalendarEntry], language: str) -> bytes:
        """Give the file; the same entries give the same bytes."""
        calendar = Calendar()
        calendar.add("prodid", MAKER)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", self._texts.get("calendar.name", language))
        calendar.add("x-wr-timezone", self._zone.key)
        calendar.add("refresh-interval", vDuration(_REFRESH, params={"VALUE": "DURATION"}))
        calendar.add("x-published-ttl", vDuration(_REFRESH))
        if entries:
            calendar.add_component(self._timezone(entries))
        for entry in entries:
            calendar.add_component(self._event(entry, language))
        return bytes(calendar.to_ical())

    def _timezone(self, entries: Sequence[CalendarEntry]) -> Timezone:
        times = [entry.visit.starts_at for entry in entries]
        timezone = Timezone()
        timezone.add("tzid", self._zone.key)
        for moment in (min(times) - _MARGIN, *_changes(self._zone, times)):
            timezone.add_component(_observance(moment, self._zone))
        return timezone

    def _event(self, entry: CalendarEntry, language: str) -> Event:
        visit, cancelled = entry.visit, entry.visit.state is VisitState.CANCELLED
        event = Event()
        event.add("uid", entry.uid)
        event.add("sequence", entry.sequence)
        event.add("dtstamp", _whole(entry.changed_at))
        event.add("last-modified", _whole(entry.changed_at))
        event.add("dtstart", visit.starts_at.astimezone(self._zone))
        event.add("dtend", end_of(visit.starts_at, visit.ends_at).astimezone(self._zone))
        event.add(
            "summary", self._texts.get("calendar.summary", language, school=visit.school_name)
        )
        event.add("location", entry.place)
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
        event.add("class", "PRIVATE")
        return event


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _changes(zone: ZoneInfo, times: Sequence[datetime]) -> Iterator[datetime]:
    """Give the moments at which the clocks of `zone` are changed, around these times."""
    before, end = min(times) - _MARGIN, max(times) + _MARGIN
    while before < end:
        after = before + timedelta(days=1)
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield _change_between(zone, before, after)
        before = after


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return (after + timedelta(milliseconds=500)).replace(microsecond=0)


def _observance(moment: datetime, zone: ZoneInfo) -> TimezoneDaylight | TimezoneStandard:
    """Tell what the clocks show from `moment` on; its own time is by the clock before it."""
    now = moment.astimezone(zone)
    earlier = (moment - timedelta(seconds=1)).astimezone(zone).utcoffset() or timedelta()
    observance = TimezoneDaylight() if now.dst() else TimezoneStandard()
    observance.add(
        "dtstart", (moment.astimezone(UTC) + earlier).replace(tzinfo=None, microsecond=0)
    )
    observance.add("tzoffsetfrom", earlier)
    observance.add("tzoffsetto", now.utcoffset() or timedelta())
    observance.add("tzname", now.tzname() or zone.key)
    return observance
