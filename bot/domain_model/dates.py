"""Days and times as people write them: «torsdag 26. november kl. 09.00–10.00»."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

_AT = {"nb": "kl.", "nn": "kl.", "en": "at"}
_RELATIVE = {
    -1: {"nb": "i går", "nn": "i går", "en": "yesterday"},
    0: {"nb": "i dag", "nn": "i dag", "en": "today"},
    1: {"nb": "i morgen", "nn": "i morgon", "en": "tomorrow"},
}

_SOME_MONDAY = date(2024, 1, 1)


def write_day(day: date, language: str, *, today: date) -> str:
    """Write a day, with its year when that is not this year's: «torsdag 26. november»."""
    pattern = "EEEE d MMMM" if language == "en" else "EEEE d. MMMM"
    if day.year != today.year:
        pattern += " y"
    return format_date(day, pattern, locale=language)


def write_full_day(day: date, language: str) -> str:
    """Write a day with its year, whichever that is: «torsdag 26. november 2026»."""
    pattern = "EEEE d MMMM y" if language == "en" else "EEEE d. MMMM y"
    return format_date(day, pattern, locale=language)


def write_near_day(day: date, language: str, *, today: date) -> str:
    """Write a day with «i går», «i dag» or «i morgen» before it where that is true."""
    written = write_day(day, language, today=today)
    near = _RELATIVE.get((day - today).days)
    return f"{near[language]}, {written}" if near else written


def write_time(start: datetime, end: datetime | None, language: str, *, zone: ZoneInfo) -> str:
    """Write a time of day, or from one to another: «kl. 09.00–10.00», «at 09:00–10:00»."""
    between = ":" if language == "en" else "."
    clock = f"%H{between}%M"
    written = f"{_AT[language]} {start.astimezone(zone).strftime(clock)}"
    return f"{written}–{end.astimezone(zone).strftime(clock)}" if end else written


def write_full_when(
    start: datetime, end: datetime | None, language: str, *, zone: ZoneInfo
) -> str:
    """Write when something takes place, with weekday and year."""
    day = write_full_day(start.astimezone(zone).date(), language)
    return f"{day} {write_time(start, end, language, zone=zone)}"


def write_when(
    start: datetime, end: datetime | None, language: str, *, zone: ZoneInfo, at: datetime
) -> str:
    """Write when something takes place, as seen at the time `at`."""
    today = at.astimezone(zone).date()
    day = write_near_day(start.astimezone(zone).date(), language, today=today)
    return f"{day} {write_time(start, end, language, zone=zone)}"


def write_weekly(weekday: int, hour: int, language: str) -> str:
    """Write a day of the week, Monday being 0, and a full hour: «mandag kl. 08.00»."""
    day = format_date(_SOME_MONDAY + timedelta(days=weekday), "EEEE", locale=language)
    return f"{day} {_AT[language]} {hour:02d}{':' if language == 'en' else '.'}00"
