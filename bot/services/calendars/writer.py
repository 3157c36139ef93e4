"""School visits as an iCalendar file (RFC 5545), with school, time, place and purpose in it."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
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
from bot.domain_model.visits import end_of
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
        written = Calendar()
        written.add("prodid", MAKER)
        written.add("version", "2.0")
        written.add("calscale", "GREGORIAN")
        written.add("method", "PUBLISH")
        written.add("x-wr-calname", self._texts.get("calendar.name", language))
        written.add("x-wr-timezone", self._zone.key)
        written.add("refresh-interval", vDuration(_REFRESH, params={"VALUE": "DURATION"}))
        written.add("x-published-ttl", vDuration(_REFRESH))
        if entries:
            written.add_component(self._timezone(entries))
        for entry in entries:
            written.add_component(self._event(entry, language))
        return bytes(written.to_ical())

    def _timezone(self, entries: Sequence[CalendarEntry]) -> Timezone:
        times = [entry.visit.starts_at for entry in entries]
        timezone = Timezone()
        timezone.add("tzid", self._zone.key)
        for observance in _observances(self._zone, times):
            timezone.add_component(observance)
        return timezone

    def _event(self, entry: CalendarEntry, language: str) -> Event:
        visit, cancelled = entry.visit, entry.cancelled
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
        if visit.purpose:
            described = self._texts.get("visits.purpose", language, purpose=visit.purpose)
            event.add("description", described)
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
        event.add("class", "PRIVATE")
        return event


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _observances(
    zone: ZoneInfo, times: Sequence[datetime]
) -> list[TimezoneDaylight | TimezoneStandard]:
    """Tell what the clocks show: by a yearly rule where there is one, else change by change.

    Outlook reads the yearly rules only (https://github.com/iCalcreator/iCalcreator/issues/86).
    """
    changes = list(_changes(zone, times))
    if not changes or any(_week_after_is_in_month(each, zone) for each in changes):
        return [_observance(each, zone) for each in (min(times) - _MARGIN, *changes)]
    latest = {each.month: each for each in changes}
    return [_yearly(_observance(latest[month], zone)) for month in sorted(latest)]


def _week_after_is_in_month(moment: datetime, zone: ZoneInfo) -> bool:
    day = moment.astimezone(zone).date()
    return (day + timedelta(days=7)).month == day.month


def _yearly(
    observance: TimezoneDaylight | TimezoneStandard,
) -> TimezoneDaylight | TimezoneStandard:
    """Let a change be one on the last such weekday of its month, every year since 1970."""
    began = observance.pop("dtstart").dt
    day = date(1970, began.month, calendar.monthrange(1970, began.month)[1])
    while day.weekday() != began.weekday():
        day -= timedelta(days=1)
    observance.add("dtstart", datetime.combine(day, began.time()))
    weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][began.weekday()]
    observance.add("rrule", {"FREQ": "YEARLY", "BYMONTH": began.month, "BYDAY": f"-1{weekday}"})
    return observance


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
