"""When a visit is, as a message says it: a day and a clock time in Oslo, or nothing.

Our own readers of days and hours come first, and Duckling is asked for the days that they don't
know. A wrong time does more harm than none: what can be read in two ways is given as uncertain,
so that the partner is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain_model.free_days import is_public_holiday
from bot.nlu.calendar_days import DayReading, NoSuchDay, mark_days, read_days
from bot.nlu.clock_spans import DAY_MARK, Span, spans_of_time
from bot.nlu.clock_times import ClockTime, settled, settled_end
from bot.nlu.duckling_days import find_day
from bot.nlu.recurrence import Recurrence, read_recurrence
from bot.nlu.taken_back import is_taken_back, without_taken_back
from bot.nlu.time_words import MONTH, NUMBER, WEEKDAY, number, tidy
from bot.nlu.visit_length import Length, length_from, mark_lengths, read_lengths

OSLO = ZoneInfo("Europe/Oslo")

_PERIODS = (
    ("morning", r"\b(?:formidda\w*|om morgenen|om morgonen|tidlig|tidleg|i morges|morning)\b"),
    ("morning", rf"{DAY_MARK} (?:morgen|morgon)\b|\bom (?:morran|mårran)\b"),
    ("afternoon", r"\b(?:ettermidda\w*|afternoon)\b"),
    ("evening", r"\b(?:kveld\w*|kvelden|evening|tonight)\b"),
)
_OPEN = re.compile(
    r"\b(?:annen?hver|annankvar|annakvar|hver|kvar|every|each|ikke|ikkje|itj|itte|not|eller|or|"
    r"kanskje|maybe|(?:etter|før|(?<!, )foe?r) (?:kl|klokk\w+|jul|påske|pinse|nyttår)|"
    r"before|after|"
    r"innen|senest|seinast|tidligst|tidlegast|earliest|latest|"
    r"\w*ferie\w*)\b"
)
_SOON = re.compile(
    rf"\b(?:om|in) (?:(?P<quarter>e(?:t|it) kvarter|a quarter)|"
    rf"(?P<half>(?:en|ein) halv ?time|half an hour)|"
    rf"(?P<count>{NUMBER}) (?P<unit>timer|timar|time|hours?|minutter|minutt|minutes|min)\b)"
)
_MOVED = re.compile(r"\b(?:fra|frå|from)\b.*\b(?:til|te|to) $")
_UNREAD_DAY = re.compile(rf"\b(?:{WEEKDAY}|{MONTH}|jul\b|påske|\w*ferie)")
_IN_THE_EVENING = 12 * 60
_INSTANT = re.compile(
    r"\b\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class VisitTime:
    """When a visit is: `start` is a date alone when no clock time is given.

    `certain` is false when the partner must be asked: there is no clock time, the day or the hour
    can be read in two ways, it is a public holiday, or the time has passed. `only_a_clock` is
    true when no day is told and `start` lies on the next day that has that time; `only_free` when
    nothing but the holiday is to ask about. `others` are what else it can mean. `repeats` are the
    days of visits that come again; then `certain` is false, as the days are shown before.
    `moved_from` is the day that is left for that of `start`, «fra 27/11 til 30/11». `by_weekday`
    is true when that one is told by nothing but its weekday.
    """

    start: datetime | date
    end: datetime | None
    certain: bool
    only_a_clock: bool = False
    only_free: bool = False
    others: tuple[datetime | date, ...] = ()
    repeats: tuple[date, ...] = ()
    moved_from: date | None = None
    by_weekday: bool = False


def parse_visit_time(text: str, at: datetime) -> VisitTime | None:
    """Read when a visit is from `text`, written at the aware time `at`; None when it says nothing.

    Times are in Europe/Oslo. Any text is taken; none makes it raise.
    """
    now = at.astimezone(OSLO)
    plain = tidy(text)
    exact = _instant(plain) or _soon(plain, now)
    if exact is not None:
        moment, place = exact
        return VisitTime(moment, None, certain=moment > now and not is_taken_back(plain, place))
    try:
        kept = without_taken_back(plain, now.date())
        plain = kept.text
        again = read_recurrence(plain, now.date())
        if again is not None:
            return _repeated(again, _period(plain), now)
        days = read_days(plain, now.date())
        left = days[0].day if _is_move(plain, days) else None
        marked, day = _chosen_day(plain, days, now)
    except NoSuchDay:
        return None
    found = _at_clock_time(marked, _period(plain) or _period(marked), day, now)
    by_weekday = day is not None and day.kind == "weekday" and day.certain
    if found is not None and not kept.firm:
        found = replace(found, certain=False, only_free=False)
    return found and replace(found, moved_from=left, by_weekday=by_weekday)


def _instant(text: str) -> tuple[datetime, int] | None:
    """Read a moment as a calendar writes it, and where it ends."""
    match = _INSTANT.search(text)
    if match is None:
        return None
    try:
        return datetime.fromisoformat(match.group().upper()).astimezone(OSLO), match.end()
    except (ValueError, OverflowError):
        return None


def _soon(text: str, now: datetime) -> tuple[datetime, int] | None:
    """Read «om to timer», which real time is added for, also across a change of the clocks."""
    match = _SOON.search(text)
    if match is None:
        return None
    if match["quarter"] or match["half"]:
        minutes = 15 if match["quarter"] else 30
    else:
        minutes = number(match["count"]) * (1 if match["unit"].startswith("m") else 60)
    later = now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return later.astimezone(OSLO), match.end()


def _is_move(text: str, days: Sequence[DayReading]) -> bool:
    """Tell whether the last of several days is where something moves to, «fra … til …»."""
    several = len({reading.day for reading in days}) > 1
    return several and _MOVED.search(text[: days[-1].start]) is not None


def _chosen_day(
    text: str, days: Sequence[DayReading], now: datetime
) -> tuple[str, DayReading | None]:
    """Pick the day that is meant, and mark its place in the text."""
    if not days:
        found = find_day(text, now)
        return text, None if found is None else DayReading(found, 0, 0, certain=False)
    chosen = days[0]
    if _is_move(text, days):
        chosen = days[-1]
        text = " " * chosen.start + text[chosen.start :]
    elif len({reading.day for reading in days}) > 1:
        also = (day for each in days for day in (each.day, *each.others))
        chosen = replace(chosen, certain=False, others=tuple(also))
    return mark_days(text, days), chosen


def _repeated(again: Recurrence, period: str | None, now: datetime) -> VisitTime | None:
    day = DayReading(again.days[0], 0, 0, certain=True)
    found = _at_clock_time(again.text, period or _period(again.text), day, now)
    if found is None or (isinstance(found.start, datetime) and not _is_whole(found)):
        return found
    return replace(found, certain=False, only_free=False, others=(), repeats=again.days)


def _is_whole(found: VisitTime) -> bool:
    return found.certain or found.only_free


def _at_clock_time(
    text: str, period: str | None, day: DayReading | None, now: datetime
) -> VisitTime | None:
    lengths = read_lengths(text)
    text = mark_lengths(text, lengths)
    spans = spans_of_time(text, day_known=day is not None)
    if not spans:
        return None if day is None else VisitTime(day.day, None, False, others=day.others)
    clock, hour_certain = settled(spans[0][0], period)
    last, end_certain = _end(text, spans[0], clock, lengths)
    if day is None and _UNREAD_DAY.search(text):
        return None
    start_day = day.day if day is not None else _next_with(clock, now)
    start, exists = _local(start_day, clock.minutes)
    end = None if last is None else _local(start_day, last.minutes)[0]
    hour_told = hour_certain and end_certain and exists and len(spans) == 1
    day_told = day is not None and day.certain and start > now
    whole = hour_told and day_told and not _OPEN.search(text)
    free = is_public_holiday(start.date())
    return VisitTime(
        start,
        end if end is not None and end > start else None,
        certain=whole and not free,
        only_a_clock=day is None,
        only_free=whole and free,
        others=_other_times(start_day, day, [settled(each, period)[0] for each, _ in spans]),
    )


def _other_times(
    start_day: date, day: DayReading | None, clocks: Sequence[ClockTime]
) -> tuple[datetime, ...]:
    """List what else the time can be: other days, other hours, a seven in the evening."""
    days = (start_day, *(day.others if day else (start_day + timedelta(days=1),)))
    minutes = [clock.minutes for clock in clocks]
    minutes += [_IN_THE_EVENING + at for at in minutes if 6 * 60 < at < 8 * 60]
    found = (_local(each, at)[0] for each in days for at in minutes)
    return tuple(dict.fromkeys(found))


def _period(text: str) -> str | None:
    for period, pattern in _PERIODS:
        if re.search(pattern, text):
            return period
    return None


def _end(
    text: str, span: Span, clock: ClockTime, lengths: list[Length]
) -> tuple[ClockTime | None, bool]:
    """Give when a span from `clock` ends, if it says so, and whether that is beyond doubt."""
    first, until = span
    if until is not None:
        last = settled_end(clock, until)
        return last, last is not None and not until.doubtful
    length = length_from(text, lengths, first.start, first.end)
    if length is None or clock.minutes + length.minutes >= 24 * 60:
        return None, True
    return replace(clock, minutes=clock.minutes + length.minutes), True


def _next_with(clock: ClockTime, now: datetime) -> date:
    later_today = clock.minutes > now.hour * 60 + now.minute
    return now.date() if later_today else now.date() + timedelta(days=1)


def _local(day: date, minutes: int) -> tuple[datetime, bool]:
    """Give a time of the wall clock in Oslo, and whether that time comes exactly once that day."""
    wall = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=OSLO)
    real = wall.astimezone(UTC).astimezone(OSLO)
    twice = wall.utcoffset() != wall.replace(fold=1).utcoffset()
    return real, not twice
