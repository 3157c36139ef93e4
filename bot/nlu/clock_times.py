"""Which clock times a message names: «kl 9», «halv ti», «kvart over ni», «10–12», «at nine»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.nlu.time_words import CLOCK_WORD, LATE_CLOCK_WORD, NUMBER, number

DAY_MARK = "§"
"""What stands in place of a day that was read: a bare number after it is an hour."""

_HOUR = rf"(?:(?:[01]?\d|2[0-3])(?!\d)|{CLOCK_WORD}\b)"
_BARE = rf"(?:(?:[01]?\d|2[0-3])(?!\d)|{LATE_CLOCK_WORD}\b)"
_MARK = r"(?:\b(?:klokk?[aeoå]?n?|kl)\b\.?:? ?|@ ?)"
_SOFT_MARK = r"\b(?:at|rundt|ca|omkring|about|around|innen|from|fra|frå|between|mellom)\b\.? "
_NO_UNIT = (
    r"(?! ?(?:\.?-\d{1,2}\.? ?)?(?:%|-?år|\.? ?(?:trinn|klasse|steg)|elev|lærer|lærar|skol|skul|"
    r"person|deltak|grupp|minutt|timer|timar|time\b|uke|veke|dag|prosent|av |of |stk|gong|gang|"
    r"punkt|pupil|teacher|people|hour|minute|group|day|week|[a-h]\b))"
)
_FORMS = (
    (
        "half",
        rf"\b(?:(?P<off>{NUMBER}) (?:min\w* )?(?P<side>over|på|før) )?halv (?P<hour>{_HOUR})",
    ),
    ("quarter", rf"\b(?:kvarter|kvart|quarter) (?P<side>over|på|før|past|to) (?P<hour>{_HOUR})"),
    ("past", rf"\bhalf past (?P<hour>{_HOUR})"),
    (
        "minutes",
        rf"\b(?P<off>{NUMBER}) (?:min\w* )?(?P<side>over|på|past) (?P<hour>{_HOUR}){_NO_UNIT}",
    ),
    ("ampm", rf"(?<!\w)(?P<hour>{_HOUR})(?:[:.](?P<min>[0-5]\d))? ?(?P<half>[ap])\.?m\b"),
    (
        "digital",
        rf"(?P<mark>{_MARK})?(?<![\w.:/,])(?P<hour>[01]?\d|2[0-3])(?P<sep>[:.])(?P<min>[0-5]\d)"
        rf"(?!\d|[.:/]\d){_NO_UNIT}",
    ),
    (
        "military",
        rf"(?P<mark>{_MARK})?(?<![\w.:/,])(?P<hour>[01]\d|2[0-3])(?P<min>[0-5]\d)(?![\d/]|[.:]\d)",
    ),
    ("military", rf"(?P<mark>{_MARK})(?P<hour>\d)(?P<min>[0-5]\d)(?![\d/]|[.:]\d)"),
    ("hour", rf"(?P<mark>{_MARK})(?P<hour>{_HOUR}){_NO_UNIT}"),
    ("noon", r"\b(?:noon|midday)\b"),
    (
        "soft",
        rf"{_SOFT_MARK}(?P<hour>(?:[01]?\d|2[0-3])(?![\d:.]\d|\d)|{LATE_CLOCK_WORD}\b){_NO_UNIT}",
    ),
    ("bare", rf"(?<![\w.:/,])(?P<hour>{_BARE})(?!\d|[:/]\d|\.[\d-]){_NO_UNIT}"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMS)
_CONNECTED = re.compile(
    r" ?(?:-|til|te|to|and|og|till) ?|"
    r",?(?: og| and)?(?: er| is| me er| vi er)? "
    r"(?:blir|varer|varar|slutter|sluttar|slutt|ferdig|ends?|until|done)"
    r"(?: (?:til|te|ca\.?|rundt|at|by))* ?"
)
_OPENS_RANGE = re.compile(r"\b(?:fra|frå|from|mellom|between) $")
_NEAR = 8
_NOON = 12 * 60
_LATE_HOURS = {"morning": (0, 0), "afternoon": (1, 8), "evening": (5, 12), None: (1, 7)}
"""From which hour up to which one a bare hour lies after noon, by the part of the day named."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A clock time in minutes after midnight; `exact` when morning and evening are told apart."""

    minutes: int
    exact: bool
    kind: str
    start: int
    end: int
    marked: bool = False


def read_clock_times(text: str) -> list[ClockTime]:
    """List all that can be a clock time in the tidied `text`, in order, the weak ones too."""
    found: list[ClockTime] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            clock = _clock(kind, match)
            if clock is not None:
                found.append(clock)
    return sorted(found, key=lambda clock: clock.start)


def _clock(kind: str, match: re.Match[str]) -> ClockTime | None:
    parts = match.groupdict()
    hour = 12 if kind == "noon" else number(parts["hour"])
    minutes = hour * 60 + _minutes_beside(kind, parts)
    if parts.get("half"):
        minutes = minutes % _NOON + (_NOON if parts["half"] == "p" else 0)
    if 0 < minutes < 60 and kind in {"half", "quarter", "minutes"}:
        minutes += _NOON  # «halv ett» is half past twelve
    if not 0 <= minutes < 24 * 60:
        return None
    written = parts.get("hour") or ""
    exact = (
        minutes >= 13 * 60
        or kind in {"noon", "ampm"}
        or (kind in {"digital", "military"} and written.startswith("0"))
    )
    return ClockTime(minutes, exact, kind, match.start(), match.end(), bool(parts.get("mark")))


def _minutes_beside(kind: str, parts: dict[str, str | None]) -> int:
    """Give the minutes to add to the hour named, which «halv» and «på» make fewer than none."""
    off = number(parts["off"] or "") if parts.get("off") else 0
    side = -1 if parts.get("side") in {"på", "før", "to"} else 1
    if kind == "half":
        return -30 + side * off
    if kind == "quarter":
        return 15 * side
    if kind == "past":
        return 30
    return int(parts.get("min") or 0) + side * off


def spans_of_time(text: str, *, day_known: bool) -> Iterator[tuple[ClockTime, ClockTime | None]]:
    """Give the clock times that count, each with the one it lasts until when it is a span."""
    clocks = read_clock_times(text)
    index = 0
    while index < len(clocks):
        first = clocks[index]
        second = clocks[index + 1] if index + 1 < len(clocks) else None
        if second is not None and _is_span(text, first, second, day_known=day_known):
            yield first, second
            index += 2
            continue
        if _counts(text, first, day_known=day_known):
            yield first, None
        index += 1


def _is_strong(clock: ClockTime, text: str) -> bool:
    colon = clock.kind == "digital" and ":" in text[clock.start : clock.end]
    return (
        clock.marked or colon or clock.kind in {"half", "quarter", "past", "ampm", "hour", "noon"}
    )


def _is_all_there_is(text: str, start: int, end: int) -> bool:
    """Tell whether the message is only this: the answer to «når på dagen?»."""
    return text.strip(" .!?") == text[start:end]


def _counts(text: str, clock: ClockTime, *, day_known: bool) -> bool:
    """Tell whether one time alone is meant as a time."""
    if _is_strong(clock, text):
        return True
    if _could_be_year(clock):
        return False
    if not day_known:
        return _is_all_there_is(text, clock.start, clock.end)
    if clock.kind == "bare":
        before = text[: clock.start].rstrip(" ,")
        return before.endswith(DAY_MARK) and text[clock.start].isdigit()
    near = text[max(0, clock.start - _NEAR) : clock.end + _NEAR]
    return clock.kind != "soft" or DAY_MARK in near


def _is_span(text: str, first: ClockTime, second: ClockTime, *, day_known: bool) -> bool:
    between = text[first.end : second.start]
    if not _CONNECTED.fullmatch(between):
        return False
    opened = bool(_OPENS_RANGE.search(text[: first.start])) or first.kind == "soft"
    if between.strip() in {"og", "and"} and not opened:
        return False
    if _is_strong(first, text) or (opened and day_known):
        return True
    if not day_known:
        return _is_all_there_is(text, first.start, second.end)
    if _could_be_year(first) and _could_be_year(second):
        return False
    return between.strip() == "-" or _counts(text, first, day_known=day_known)


def _could_be_year(clock: ClockTime) -> bool:
    return clock.kind == "military" and not clock.marked and 19 * 60 <= clock.minutes < 21 * 60


def settled(clock: ClockTime, period: str | None) -> tuple[ClockTime, bool]:
    """Choose between morning and evening, and tell whether the choice is beyond doubt.

    A school is visited by day: an hour from 1 to 6 is in the afternoon, from 8 to 12 before noon;
    at seven and half past six it can be either, but «7.30» is written as mornings are.
    """
    minutes, certain = clock.minutes, True
    if clock.exact:
        return clock, minutes >= 6 * 60
    earliest, latest = _LATE_HOURS[period]
    if period is None:
        written_out = clock.kind in {"digital", "military"} and minutes >= 7 * 60
        certain = written_out or not 6 * 60 < minutes < 8 * 60
    if earliest * 60 <= minutes < latest * 60:
        minutes += _NOON
    return replace(clock, minutes=minutes, exact=True), certain and minutes >= 6 * 60


def settled_end(start: ClockTime, end: ClockTime) -> ClockTime | None:
    """Choose the end of a span so that it comes after the start, or None when it cannot."""
    if end.minutes > start.minutes:
        return end
    later = end.minutes + _NOON
    if not end.exact and start.minutes < later < 24 * 60:
        return replace(end, minutes=later)
    return None
