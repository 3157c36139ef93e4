"""Which clock times a message names: «kl 9», «halv ti», «kvart over ni», «10–12», «at nine»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.nlu.clock_context import has_unread_minutes, is_numbered, is_of_travel
from bot.nlu.time_words import CLOCK_WORD, LATE_CLOCK_WORD, NUMBER, number

_HOUR = rf"(?:(?:[01]?\d|2[0-3])(?!\d)|{CLOCK_WORD}\b)"
_BARE = rf"(?:(?:[01]?\d|2[0-3])(?!\d)|{LATE_CLOCK_WORD}\b)"
_MARK = r"(?:\b(?:kl[oå]kk?[aeoå]?n?|kl)\b\.?:? ?|@ ?)"
_OVER = "over|øve|øver|åver|past"
_SIDE = rf"(?P<side>{_OVER}|på|pa|paa)"
_SOFT_MARK = r"\b(?:at|rundt|ca|omkring|about|around|innen|from|fra|frå|between|mellom)\b\.? "
_NO_UNIT = (
    r"(?! ?(?:\.?-\d{1,2}\.? ?)?(?:%|-?år|\.? ?(?:trinn|klasse|steg)|elev|lærer|lærar|skol|skul|"
    r"person|deltak|grupp|minutt|timer|timar|time\b|uke|veke|dag|prosent|av |of |stk|gong|gang|"
    r"punkt|pupil|teacher|people|hour|minute|group|day|week|[a-h]\b))"
)
_FORMS = (
    (
        "half",
        rf"\b(?:(?P<off>{NUMBER}) (?:min\w* )?(?P<side>{_OVER}|på|pa|paa|før) )?"
        rf"h[aæ]ll?v (?P<hour>{_HOUR})",
    ),
    (
        "quarter",
        rf"\b(?:kvarter|kvart|kvært|quarter) (?P<side>{_OVER}|på|pa|paa|før|to) (?P<hour>{_HOUR})",
    ),
    ("past", rf"\bhalf past (?P<hour>{_HOUR})"),
    (
        "minutes",
        rf"\b(?P<off>{NUMBER}) (?:min\w* )?{_SIDE} (?P<hour>{_HOUR}){_NO_UNIT}",
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
    (
        "end",
        r"\b(?:til|te|tel) (?P<hour>(?:to|two|e[nt]t|eitt)\b(?! (?:nye|andre|ulike|ting)))"
        rf"{_NO_UNIT}",
    ),
    ("bare", rf"(?<![\w.:/,])(?P<hour>{_BARE})(?!\d|[:/]\d|\.[\d-]){_NO_UNIT}"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMS)
_NOON = 12 * 60
_LATE_HOURS = {"morning": (0, 0), "afternoon": (1, 8), "evening": (5, 12), None: (1, 7)}
"""From which hour up to which one a bare hour lies after noon, by the part of the day named."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A clock time in minutes after midnight; `exact` when morning and evening are told apart.

    `doubtful` when the words beside it leave open what is meant, or whose time it is.
    """

    minutes: int
    exact: bool
    kind: str
    start: int
    end: int
    marked: bool = False
    doubtful: bool = False


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
    start = match.start("hour") if kind == "end" else match.start()
    marked = bool(parts.get("mark"))
    if not marked and is_numbered(match.string, start):
        return None
    doubtful = kind == "half" and not parts["off"] and has_unread_minutes(match.string, start)
    doubtful = doubtful or is_of_travel(match.string, start)
    written = parts.get("hour") or ""
    exact = (
        minutes >= 13 * 60
        or kind in {"noon", "ampm"}
        or (kind in {"digital", "military"} and written.startswith("0"))
    )
    return ClockTime(minutes, exact, kind, start, match.end(), marked, doubtful)


def _minutes_beside(kind: str, parts: dict[str, str | None]) -> int:
    """Give the minutes to add to the hour named, which «halv» and «på» make fewer than none."""
    off = number(parts["off"] or "") if parts.get("off") else 0
    side = -1 if parts.get("side") in {"på", "pa", "paa", "før", "to"} else 1
    if kind == "half":
        return -30 + side * off
    if kind == "quarter":
        return 15 * side
    if kind == "past":
        return 30
    return int(parts.get("min") or 0) + side * off


def settled(clock: ClockTime, period: str | None) -> tuple[ClockTime, bool]:
    """Choose between morning and evening, and tell whether the choice is beyond doubt.

    A school is visited by day: an hour from 1 to 6 is in the afternoon, from 8 to 12 before noon;
    at seven and half past six it can be either, but «7.30» is written as mornings are.
    """
    minutes, certain = clock.minutes, True
    if clock.exact:
        return clock, minutes >= 6 * 60 and not clock.doubtful
    earliest, latest = _LATE_HOURS[period]
    if period is None:
        written_out = clock.kind in {"digital", "military"} and minutes >= 7 * 60
        certain = written_out or not 6 * 60 < minutes < 8 * 60
    if earliest * 60 <= minutes < latest * 60:
        minutes += _NOON
    certain = certain and not clock.doubtful
    return replace(clock, minutes=minutes, exact=True), certain and minutes >= 6 * 60


def settled_end(start: ClockTime, end: ClockTime) -> ClockTime | None:
    """Choose the end of a span so that it comes after the start, or None when it cannot."""
    if end.minutes > start.minutes:
        return end
    later = end.minutes + _NOON
    if not end.exact and start.minutes < later < 24 * 60:
        return replace(end, minutes=later)
    return None
