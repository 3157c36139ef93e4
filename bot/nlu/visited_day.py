"""Which day a note is about: days told of a visit that has been lie behind, not ahead."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.nlu.calendar_days import DayReading, NoSuchDay, read_days
from bot.nlu.time_words import tidy

_OPENING = re.compile(r"(?<=[^\d\s][.!?])\s|\n")
_AHEAD = re.compile(r"\b(?:neste|next|kommende|komande|coming)\b")
_WEEK, _LONGEST_AGO = timedelta(weeks=1), timedelta(days=200)


def visited_day(text: str, today: date) -> date | None:
    """Give the day that the opening of a note names, today or before; None when it names none.

    «Torsdag» is the latest Thursday, «3. juni» the latest 3rd of June. Only the first sentence
    tells where and when; days after it are plans, or about something else.
    """
    plain = tidy(_OPENING.split(text.strip(), maxsplit=1)[0])
    try:
        days = read_days(plain, today)
    except NoSuchDay:
        return None
    behind = (_behind(each, plain[each.start : each.end], today) for each in days)
    return next(filter(None, behind), None)


def _behind(reading: DayReading, words: str, today: date) -> date | None:
    day = reading.day
    if reading.kind == "weekday" and day > today and not _AHEAD.search(words):
        day -= _WEEK
    elif reading.kind in {"date", "numeric"} and day > today:
        day = _a_year_before(day)
    elif reading.kind not in {"weekday", "date", "numeric"}:
        return None
    return day if today - _LONGEST_AGO <= day <= today else None


def _a_year_before(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)
