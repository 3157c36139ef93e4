"""Visits that come again: how people speak of all of them, and where each lands when they move."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain_model.visits import Visit
from bot.domain_model.weekdays import WEEKDAYS

_NUMBER = {name: number for number, names in enumerate(WEEKDAYS) for name in names}
_DAY = rf"(?P<day>{'|'.join(_NUMBER)})"
_ALL = re.compile(
    r"\b(?:alle|samtlige|samtlege|resten|serien|rekk[ae]|rekkj[ae]|rekken|serie|series)\b"
    r"|\b(?:hele|heile)\s+(?:rekk\w+|serien)\b|\ball\s+(?:of\s+)?(?:my\s+|the\s+)?\w*\s*visits\b"
    rf"|\b(?:{'|'.join(_NUMBER)})s\s?(?:skole|skule)?besøk(?:ene|a|ane)\b"
    rf"|\b(?:hver|kvar|every|each)\s+(?:gang|gong|time|visit|{'|'.join(_NUMBER)})\b"
)
_AT = re.compile(rf"\b{_DAY}(?:s\s?(?:skole|skule)?besøk\w*|'?s?\s+visits?)\b")
_FROM = re.compile(rf"\b(?:fra|frå|from)\s+{_DAY}(?:en|s|a)?\b")
_TO = re.compile(
    rf"(?:\b(?:til|te|to)\s+|^\W*)(?:på\s+|on\s+)?(?:hver\s+|kvar\s+|every\s+)?"
    rf"{_DAY}(?:er|ar|ene|ane|s|a)?\b(?!s?\s?(?:skole|skule)?besøk)"
)


def means_all(text: str) -> bool:
    """Tell whether a message is about a whole series: «alle torsdagsbesøkene», «hele rekka»."""
    return _ALL.search(text.casefold()) is not None


def weekday_of_series(text: str) -> int | None:
    """Give the weekday that the visits meant fall on, 0 for Monday; None when it is not told."""
    named = _weekday(_AT, text)
    return _weekday(_FROM, text) if named is None else named


def weekday_wished(text: str) -> int | None:
    """Give the weekday that visits are to be moved to, 0 for Monday; None when it is not told."""
    return _weekday(_TO, text)


def in_own_week(visit: Visit, weekday: int, zone: ZoneInfo) -> datetime:
    """Give when a visit begins if it takes place on another day of its own week."""
    start = visit.starts_at.astimezone(zone)
    day = start.date() + timedelta(days=weekday - start.weekday())
    return datetime.combine(day, start.time(), tzinfo=zone)


def moved_along(
    visit: Visit, starts_at: datetime, ends_at: datetime | None, zone: ZoneInfo
) -> tuple[datetime, datetime | None]:
    """Give when a visit of a series takes place if the series moves to the day and clock given.

    Each visit stays in its own week, and lasts as long as before when no end is given.
    """
    clock = starts_at.astimezone(zone)
    day = in_own_week(visit, clock.weekday(), zone).date()
    start = datetime.combine(day, clock.time(), tzinfo=zone)
    if ends_at is not None:
        return start, start + (ends_at - starts_at)
    return start, start + (visit.ends_at - visit.starts_at) if visit.ends_at else None


def _weekday(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text.casefold())
    return _NUMBER[found["day"]] if found else None
