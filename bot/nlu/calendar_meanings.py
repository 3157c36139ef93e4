"""What each way to write a day means, seen from a given day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.nlu.time_words import MONTH, MONTH_OF, ORDINAL_OF
from bot.nlu.time_words import number as number_of
from bot.nlu.time_words import weekday as weekday_of

Meaning = tuple[date | None, bool, *tuple[date, ...]]
"""The day, or None for no day after all; whether it is the only one; what else it may be."""
Handler = Callable[[re.Match[str], date], Meaning]

RECENT = timedelta(days=60)
"""A date without a year that passed within this time is taken as passed, not as next year's."""
FAR = timedelta(days=270)
"""A day further ahead whose year is not told may as well be the one that has passed."""
_NO_DATE_BEFORE = re.compile(
    r"(?:\b(?:kl|klokk\w*|at|kapittel|kap|del|punkt|pkt|oppg\w*|"
    r"versjon|side|s|nr|tabell|figur|trinn|steg|klasse|rom|lk)\.? ?|[-+])$"
)
_PERHAPS_A_CLOCK_AFTER = re.compile(r"\b(?:fra|frå|from|til|to|mellom|between|og)\.? ?$")
_LAST_HOUR = 24
_ALSO_IN_A_ROW = 2
"""«Den første» and «den andre» may be one of several instead of a day of the month."""
_EIGHTH_OR_EIGHTEENTH = "attende"
"""The eighteenth, or the eighth as written on a keyboard without «å»."""
_OF_A_MONTH = re.compile(rf" (?:i|in|of) {MONTH}")
_SPAN_BEFORE = re.compile(r"\d\.? ?(?:-|til|to|og|and|eller|or) ?$")
_NO_DATE_AFTER = re.compile(
    r" ?(?:%|-\d|elev|lærer|lærar|time|prosent|år|mill|av\b|skol|skul|ganger|gonger|trinn|klasse|"
    r"steg|poeng|pupils|teachers|schools|hours|percent)"
)


def monday(today: date, weeks: int = 0) -> date:
    """Give the Monday of the week that lies `weeks` after this one."""
    return today + timedelta(days=-today.weekday(), weeks=weeks)


def coming(day: int, today: date) -> date:
    """Give the next day with that weekday, never today."""
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def weekday_meant(match: re.Match[str], today: date) -> Meaning:
    """Read «torsdag», «neste torsdag», «sist torsdag»."""
    day, before = weekday_of(match["weekday"]), match["before"] or ""
    if match["weekday"].endswith("en") and re.match(r" (?:etter|før|after)\b", _after(match)):
        return None, False  # «fredagen etter»: after what?
    if re.search(r"sist|forrige|førre|last", before):
        return coming(day, today) - timedelta(weeks=1), False
    if re.search(r"neste|next", before):
        near = coming(day, today)
        return monday(today, 1) + timedelta(days=day), False, near, near + timedelta(weeks=1)
    if today.weekday() == day:
        return coming(day, today), False, today
    of_a_month = _OF_A_MONTH.match(_after(match))  # which of that month's was not understood
    return coming(day, today), not of_a_month


def iso_date(match: re.Match[str], _: date) -> Meaning:
    """Read «2026-12-03»."""
    return date(int(match["year"]), int(match["month"]), int(match["day"])), True


def numeric_date(match: re.Match[str], today: date) -> Meaning:
    """Read «3/12», «3.12.26»."""
    if match["weekday"] is None and _NO_DATE_BEFORE.search(match.string, 0, match.start()):
        return None, False
    if _NO_DATE_AFTER.match(_after(match)) or match.group() == "24/7":
        return None, False
    day, month = int(match["day"]), int(match["month"])
    if match["sep"] == "." and day <= _LAST_HOUR and (month == 0 or 12 < month < 60):
        return None, False  # «9.30» is a clock time, no wrong date
    if match["weekday"] is None and _may_be_clock(match, day, month):
        return None, False
    found, fits = _dated(day, month, match["year"], match["weekday"], today)
    if not (fits or match["sep"] == "/" or match["year"]):
        return None, False  # «torsdag 9.10» is a clock time: the ninth of October is no Thursday
    others = _others(found, match["year"], match["weekday"], today)
    return found, fits and _is_sure(found, match["year"], today), *others


def _may_be_clock(match: re.Match[str], day: int, month: int) -> bool:
    """Tell whether «til 12.10» says an hour; «til 30/11», «til 27.11» and «til 3.12» do not."""
    if match["sep"] == "/" or day > _LAST_HOUR or month in {11, 12}:
        return False
    return _PERHAPS_A_CLOCK_AFTER.search(match.string, 0, match.start()) is not None


def month_date(match: re.Match[str], today: date) -> Meaning:
    """Read «3. desember», «December 3rd»."""
    parts = match.groupdict()
    ordinal = parts.get("ordinal")
    day = ORDINAL_OF[ordinal] if ordinal else int(match["day"])
    month = MONTH_OF[match["month"].strip(".")]
    found, certain = _dated(day, month, parts.get("year"), match["weekday"], today)
    sure = certain and _is_sure(found, parts.get("year"), today)
    others = _others(found, parts.get("year"), match["weekday"], today)
    if ordinal == _EIGHTH_OR_EIGHTEENTH and match["weekday"] is None:
        sure, others = False, iter((found - timedelta(days=10), *others))
    return found, sure and not _SPAN_BEFORE.search(match.string, 0, match.start()), *others


def _dated(
    day: int, month: int, year: str | None, named: str | None, today: date
) -> tuple[date, bool]:
    if year is None:
        found = _without_year(day, month, today)
    else:
        found = date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return found, named is None or weekday_of(named) == found.weekday()


def _is_sure(found: date, year: str | None, today: date) -> bool:
    return year is not None or found - today <= FAR


def _others(found: date, year: str | None, named: str | None, today: date) -> Iterator[date]:
    """Give next year's day for one that has passed, and the nearest day with the weekday named."""
    if year is None and found < today:
        yield found.replace(year=found.year + 1)
    if named is not None:
        away = (weekday_of(named) - found.weekday() + 3) % 7 - 3
        yield found + timedelta(days=away)


def _without_year(day: int, month: int, today: date) -> date:
    leap_day_comes_back = 9
    for year in range(today.year, today.year + leap_day_comes_back):
        try:
            found = date(year, month, day)
        except ValueError:
            if (day, month) != (29, 2):
                raise
            continue
        if found >= today - RECENT:
            return found
    raise ValueError(day, month)


def day_of_month(match: re.Match[str], today: date) -> Meaning:
    """Read «den 3.», «torsdag 3.», «den tredje kl 9»; «den andre» may be the other one too."""
    parts = match.groupdict()
    named, sure, ordinal = parts["weekday"], parts.get("sure"), parts.get("ordinal")
    day = ORDINAL_OF[ordinal] if ordinal else int(match["day"])
    if _NO_DATE_AFTER.match(_after(match)):
        return None, False
    if not 1 <= day <= 31:
        raise ValueError(day)
    found = next(d for d in map(today.__add__, map(timedelta, range(62))) if d.day == day)
    fits = named is None or weekday_of(named) == found.weekday()
    told = fits and not (ordinal and named is None and day <= _ALSO_IN_A_ROW)
    return (found, told) if fits or sure else (None, False)


def little_christmas_eve(_: re.Match[str], today: date) -> Meaning:
    """Read «lille julaften», the day before Christmas Eve."""
    return _without_year(23, 12, today), True


def christmas_day(match: re.Match[str], today: date) -> Meaning:
    """Read «2. juledag»."""
    return _without_year(25 + (match["nth"][0] in "2a"), 12, today), True


def nth_weekday(match: re.Match[str], today: date) -> Meaning:
    """Read «første mandag i februar»."""
    day, month = weekday_of(match["weekday"]), MONTH_OF[match["month"].strip(".")]
    nth = match["nth"]
    index = -1 if nth in {"siste", "last"} else ORDINAL_OF[nth] - 1
    found = _weekdays_of(today.year, month, day)[index : index + 1 or None]
    if found and found[0] < today:
        found = _weekdays_of(today.year + 1, month, day)[index : index + 1 or None]
    if not found:
        raise ValueError(nth)
    return found[0], found[0] - today <= FAR


def _weekdays_of(year: int, month: int, day: int) -> list[date]:
    days = [date(year, month, 1) + timedelta(days=n) for n in range(31)]
    return [found for found in days if found.month == month and found.weekday() == day]


def week_number(match: re.Match[str], today: date) -> Meaning:
    """Read «uke 49», by its Monday."""
    week, year = int(match["week"]), today.isocalendar().year
    found = date.fromisocalendar(year, week, 1)
    if found < monday(today) - RECENT:
        found = date.fromisocalendar(year + 1, week, 1)
    return found, False, *_school_days(found)


def _school_days(first: date) -> Iterator[date]:
    """Give the days of a week on which schools are open, when only the week is told."""
    return (first + timedelta(days=n) for n in range(5))


def ahead(match: re.Match[str], today: date) -> Meaning:
    """Read «om to uker»."""
    written, unit = match["count"], match["unit"]
    roughly = "par" in written or "couple" in written
    count = 2 if roughly else number_of(written)
    return today + timedelta(days=count if unit.startswith("d") else 7 * count), not roughly


def days_ahead(count: int) -> Handler:
    """Read a day this many days ahead."""
    return lambda _, today: (today + timedelta(days=count), True)


def weeks_ahead(count: int) -> Handler:
    """Read a week this many weeks ahead, by its Monday."""
    return lambda _, today: (monday(today, count), False, *_school_days(monday(today, count)))


def _after(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + 16]
