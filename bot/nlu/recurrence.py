"""Visits that come again: «annenhver torsdag ut mars», «hver mandag i februar»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import WEEKLY, rrule

from bot.nlu.calendar_days import read_days
from bot.nlu.calendar_meanings import coming
from bot.nlu.clock_spans import DAY_MARK
from bot.nlu.time_words import MONTH, MONTH_OF, NUMBER, WEEKDAY, number
from bot.nlu.time_words import weekday as weekday_of

MOST = 20
"""Visits planned by one message: a school year of every other week."""

_EVERY = re.compile(
    r"\b(?:(?P<second>anna?n?en? ?hver|anna?n? ?kvar|hver annen|kvar anna?n?"
    r"|every (?:other|second))"
    r"|hver|kvar|every|each) (?:uke på |veke på )?"
    rf"(?P<weekday>{WEEKDAY})"
)
_OUT = re.compile(
    rf"\b(?:ut|until the end of|through|til slutten av|til slutten på) (?P<month>{MONTH})"
)
_THIS_YEAR = re.compile(r"\b(?:ut året|ut 20\d\d|året ut|until the end of the year)\b")
_IN = re.compile(rf"\b(?:i|in) (?P<month>{MONTH})")
_UNTIL = re.compile(r"\b(?:til og med|t\.o\.m\.|tom|fram til|frem til|til|until) (?=.*\w)")
_FROM = re.compile(r"\b(?:fra og med|frå og med|f\.o\.m\.|fra|frå|from|starting) ")
_TIMES = re.compile(rf"\b(?P<count>{NUMBER}) (?:ganger|gonger|gongar|times)\b")
_WEEKS = re.compile(
    rf"\b(?:i|de neste|dei neste|for|the next) (?P<count>{NUMBER}) "
    r"(?:uker|ukene|veker|vekene|weeks)\b"
)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """The days of visits that come again, and the text with the words about them marked."""

    days: tuple[date, ...]
    text: str


def read_recurrence(text: str, today: date) -> Recurrence | None:
    """Read which days the tidied `text` means; None when it does not say when they end.

    At most 20 days are given, counted as iCalendar counts them.
    """
    every = _EVERY.search(text)
    if every is None:
        return None
    marked = _marked(text, every.start(), every.end())
    bounds = _Bounds.read(marked, today)
    if bounds is None:
        return None
    wanted = weekday_of(every["weekday"])
    first = max(coming(wanted, today), coming(wanted, bounds.first - timedelta(days=1)))
    rule = rrule(
        WEEKLY,
        interval=2 if every["second"] else 1,
        dtstart=datetime.combine(first, time()),
        until=datetime.combine(bounds.last, time()) if bounds.last else None,
        count=min(bounds.count or MOST, MOST) if not bounds.last else None,
    )
    days = tuple(day.date() for day, _ in zip(rule, range(MOST), strict=False))
    return Recurrence(days, bounds.text) if days else None


@dataclass(frozen=True, slots=True)
class _Bounds:
    first: date
    last: date | None
    count: int | None
    text: str

    @classmethod
    def read(cls, text: str, today: date) -> _Bounds | None:
        begins = _FROM.search(text)
        start = _day_after(text, begins, today)
        if begins and start:
            text = _marked(text, begins.start(), start[1])
        first = start[0] if start else today
        if match := _TIMES.search(text) or _WEEKS.search(text):
            weeks = match.re is _WEEKS
            count = number(match["count"])
            last = first + timedelta(weeks=count) if weeks else None
            return cls(first, last, count, _marked(text, *match.span()))
        if match := _THIS_YEAR.search(text):
            return cls(first, date(first.year, 12, 31), None, _marked(text, *match.span()))
        if match := _OUT.search(text):
            return cls(first, _month(match, first)[1], None, _marked(text, *match.span()))
        if match := _IN.search(text):
            begin, last = _month(match, first)
            return cls(max(begin, first), last, None, _marked(text, *match.span()))
        for match in _UNTIL.finditer(text):
            if end := _day_after(text, match, today):
                return cls(first, end[0], None, _marked(text, match.start(), end[1]))
        return None


def _day_after(text: str, match: re.Match[str] | None, today: date) -> tuple[date, int] | None:
    """Give the day that is told straight after `match`, and where it ends."""
    if match is None:
        return None
    rest = text[match.end() :]
    return next(
        ((each.day, match.end() + each.end) for each in read_days(rest, today) if each.start <= 1),
        None,
    )


def _month(match: re.Match[str], after: date) -> tuple[date, date]:
    """Give the first and the last day of the month named that is to come, or is now."""
    month = MONTH_OF[match["month"].strip(".")]
    first = date(after.year + (month < after.month), month, 1)
    return first, first + relativedelta(months=1, days=-1)


def _marked(text: str, start: int, end: int) -> str:
    return text[:start] + DAY_MARK * (end - start) + text[end:]
