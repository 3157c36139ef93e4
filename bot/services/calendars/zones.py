"""Time zones as calendars name them: by IANA, by Windows, by a city, or by rules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta, timezone, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_RULES = re.compile(
    r"^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE[ \t]*\r?\n?", re.MULTILINE | re.DOTALL | re.IGNORECASE
)
_NAMES = re.compile(r"^TZID[^:\r\n]*:([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_SHOWN = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*(?P<cities>.+)")
"""«(UTC+01:00) Amsterdam, Berlin, Bern, Roma, Stockholm, Wien»: what Outlook shows to people."""
_OFFSET = re.compile(r"(?:UTC|GMT)(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)")
"""«UTC+01:00»: what Exchange writes for a single changed occurrence."""
_NUMBERED = re.compile(r"\s\d+$")
"""«W. Europe Standard Time 1»: Exchange numbers zones that differ in one file."""


def apart(text: str) -> tuple[str, list[str]]:
    """Take the rules of zones out of a calendar: faulty ones would make all of it unreadable."""
    return _RULES.sub("", text), _RULES.findall(text)


class CalendarZones:
    """The zones that a calendar speaks of."""

    def __init__(self, rules: Iterable[str]) -> None:
        """Take the rules that the calendar itself tells, for zones that nobody else knows."""
        self._own = {_plain(name): each for each in rules for name in _NAMES.findall(each)}

    def find(self, name: str) -> tzinfo | None:
        """Find a zone; a name that is known counts for more than the calendar's own rules."""
        own = self._own.get(_plain(name))
        known = zone_named(name) or _offset(_plain(name))
        return known if known is not None or own is None else _of_rules(own)


def zone_named(name: str) -> ZoneInfo | None:
    """Find a zone by a name that is known outside the calendar."""
    for candidate in _candidates(_plain(name)):
        try:
            return ZoneInfo(candidate)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def _of_rules(own: str) -> tzinfo | None:
    try:
        told: Any = Timezone.from_ical(own)
        zone: tzinfo = told.to_tz()
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None
    return zone


def _offset(name: str) -> tzinfo | None:
    told = _OFFSET.fullmatch(name)
    if told is None:
        return None
    ahead = timedelta(hours=int(told["hours"]), minutes=int(told["minutes"]))
    return timezone(ahead if told["sign"] == "+" else -ahead)


def _plain(name: str) -> str:
    return name.strip().strip('"').strip()


def _candidates(name: str) -> Iterator[str]:
    windows = WINDOWS_TO_OLSON.get(name) or WINDOWS_TO_OLSON.get(_NUMBERED.sub("", name))
    if windows:
        yield windows
    if name:
        yield name
    shown = _SHOWN.fullmatch(name)
    for city in shown["cities"].split(",") if shown else ():
        if city.strip().casefold() in _cities():
            yield _cities()[city.strip().casefold()]


@cache
def _cities() -> dict[str, str]:
    named = (name for name in sorted(available_timezones()) if name.count("/") == 1)
    return {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in named}
