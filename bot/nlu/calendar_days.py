"""Which days a message names, seen from a given day; a week and its weekday are one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain_model.errors import Invalid
from bot.nlu.calendar_meanings import coming
from bot.nlu.calendar_rules import RULES
from bot.nlu.clock_spans import DAY_MARK
from bot.nlu.time_words import NUMBER, WEEKDAY, number
from bot.nlu.time_words import weekday as weekday_of

_NEIGHBOURS = 12
"""Characters between two namings of one day: «uke 49, på onsdag»."""
_BESIDE = re.compile(
    rf"\b(?:(?:dagen|the day|(?P<weekday>{WEEKDAY})) (?P<side>etter|før|after|before)|"
    rf"(?P<count>{NUMBER}) (?P<unit>dag(?:er|ar)?|uk(?:er|e|a)|vek(?:er|or|e|a)|days?|weeks?) "
    r"(?P<from>etter|før|after|before|fra|frå|from)) (?:den |the )?$"
)
_SOME_TIME_BESIDE = re.compile(r"\b(?:etter|før|after|before) (?:den |the )?$")
_NEAR = 60
"""Characters before a day that are looked at for what is counted from it."""
_EARLIER = {"før", "before"}


class NoSuchDay(Invalid):
    """There is no such day: the 31st of June, week 60."""


@dataclass(frozen=True, slots=True)
class DayReading:
    """A day, where the text names it, whether it is that one for certain, and the other ones."""

    day: date
    start: int
    end: int
    certain: bool
    kind: str = "date"
    others: tuple[date, ...] = ()


def read_days(text: str, today: date) -> list[DayReading]:
    """List the days that the tidied `text` names, in the order of the text.

    Raises:
        NoSuchDay: when it names a day that no calendar has.
    """
    taken: list[DayReading] = []
    for kind, pattern, handler in RULES:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            try:
                day, certain, *others = handler(match, today)
            except (ValueError, OverflowError) as error:
                raise NoSuchDay from error
            if day is not None:
                place = match.start(), match.end()
                taken.append(DayReading(day, *place, certain, kind, tuple(others)))
    return _beside(_joined(_without_clock_times(taken), today), text)


def mark_days(text: str, readings: Sequence[DayReading]) -> str:
    """Write a mark in place of each day that was read, so that its number is no hour."""
    for reading in readings:
        gap = DAY_MARK * (reading.end - reading.start)
        text = text[: reading.start] + gap + text[reading.end :]
    return text


def _without_clock_times(readings: list[DayReading]) -> list[DayReading]:
    """Drop «10.12» beside «i morgen»: a second day written with two numbers is a clock time."""
    others = [reading for reading in readings if reading.kind != "numeric"]
    return sorted(others or readings, key=lambda reading: reading.start)


def _joined(readings: list[DayReading], today: date) -> list[DayReading]:
    joined: list[DayReading] = []
    for reading in readings:
        pair = None
        if joined and reading.start - joined[-1].end <= _NEIGHBOURS:
            pair = _pair(joined[-1], reading, today)
        if pair is None:
            joined.append(reading)
        else:
            joined[-1] = pair
    return joined


def _pair(first: DayReading, second: DayReading, today: date) -> DayReading | None:
    """Read two neighbours as one day, or as None when they are two days."""
    kinds = {first.kind, second.kind}
    if "weekday" not in kinds or len(kinds) == 1:
        return None
    named, other = (first, second) if first.kind == "weekday" else (second, first)
    both = replace(other, start=first.start, end=second.end, kind="date")
    if other.kind == "week":
        day = other.day + timedelta(days=named.day.weekday())
        return replace(both, day=day, certain=True, others=())
    if other.kind == "ahead":
        return _weekday_ahead(both, named.day, today)
    fits = other.day.weekday() == named.day.weekday()
    return replace(both, certain=other.certain and fits) if fits else None


def _weekday_ahead(ahead: DayReading, named: date, today: date) -> DayReading:
    """Read «mandag om to uker»: counted from the coming Monday, or a Monday of that week."""
    counted = named + (ahead.day - today)
    of_that_week = ahead.day + timedelta(days=named.weekday() - ahead.day.weekday())
    return replace(ahead, day=counted, certain=counted == of_that_week, others=(of_that_week,))


def _beside(readings: list[DayReading], text: str) -> list[DayReading]:
    """Count from a day to the one meant: «dagen etter i morgen», «two weeks from today»."""
    counted: list[DayReading] = []
    for reading in readings:
        place = max(0, reading.start - _NEAR), reading.start
        match = _BESIDE.search(text, *place)
        if match is None or reading.kind == "week":
            unsaid = _SOME_TIME_BESIDE.search(text, *place) is not None
            counted.append(replace(reading, certain=reading.certain and not unsaid))
            continue
        counted = [other for other in counted if other.end <= match.start()]
        days = _days_beside(match, reading.day)
        try:
            others = tuple(each + timedelta(days=days) for each in reading.others)
            meant = reading.day + timedelta(days=days)
        except OverflowError as error:
            raise NoSuchDay from error
        counted.append(
            replace(reading, day=meant, start=match.start(), kind="date", others=others)
        )
    return counted


def _days_beside(match: re.Match[str], day: date) -> int:
    earlier = (match["side"] or match["from"]) in _EARLIER
    if match["weekday"]:
        following = (coming(weekday_of(match["weekday"]), day) - day).days
        return following - 7 * earlier - 7 * (earlier and following == 7)
    count = number(match["count"]) if match["count"] else 1
    return (-count if earlier else count) * (7 if (match["unit"] or "d")[0] in "uvw" else 1)
