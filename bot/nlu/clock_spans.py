"""Which of the clock times in a message say when a visit is, and until when it lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.nlu.clock_times import ClockTime, read_clock_times

DAY_MARK = "§"
"""What stands in place of a day that was read: a bare number after it is an hour."""
LENGTH_MARK = "¤"
"""What stands in place of how long something lasts: an hour that it is counted from follows."""

_LASTS_UNTIL = (
    r"(?:blir|bli|varer|varar|vare|held|holder|holde|halde|slutter|sluttar|slutt|ferdig|ends?|done|"
    r"until)(?: (?:der|på))?"
)
_CONNECTED = re.compile(
    r",? ?(?:-|(?:og )?(?:til|te|tel|till)|to|and|og|until) ?|"
    rf",?(?: og| and)?(?: er| is| me er| vi er)? {_LASTS_UNTIL}"
    r"(?: (?:til|te|tel|ca\.?|rundt|at|by))* ?"
)
_UNTIL = re.compile(r"[^\d.;!?]* (?:til|te|tel|until|till) ?")
_HOLDS_UNTIL = re.compile(
    r"\b(?:held|holder|holde|halde|blir|bli|varer|varar|vare|slutter|sluttar|går|ferdig?|e|er|stay\w*|lasts?)"
    r"(?: (?:me|vi|eg|jeg|æ|e|je|dei|de|we))?(?: (?:på|der|det))? (?:til|te|tel|until|till) ?$"
)
_SET_TO = re.compile(r"\b(?:sett|set|sette|flytt\w*|utsett\w*|ta|move)\b")
_DAY_BETWEEN = re.compile(rf"^,? ?(?:på )?{DAY_MARK}+")
_OPENS_RANGE = re.compile(r"\b(?:fra|frå|from|mellom|between) $")
_STRONG = {"half", "quarter", "past", "ampm", "hour", "noon"}
_NEAR = 8

Span = tuple[ClockTime, ClockTime | None]


def spans_of_time(text: str, *, day_known: bool) -> list[Span]:
    """List the clock times that count, each with the one it lasts until when it is a span.

    They are in the order of the text, but a train's time, and a bare number where another time is
    marked as one, come last.
    """
    spans = list(_spans(text, day_known=day_known))
    marked = any(first.marked for first, _ in spans)
    return sorted(spans, key=lambda span: span[0].doubtful or (marked and span[0].kind == "bare"))


def _spans(text: str, *, day_known: bool) -> Iterator[Span]:
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
            until = second and _further_on(text, first, second)
            yield first, until
            index += until is not None
        index += 1


def _further_on(text: str, first: ClockTime, second: ClockTime) -> ClockTime | None:
    """Read «kl 9 på Solvik, og held på til elleve»; without such a verb the end is in doubt."""
    between = text[first.end : second.start]
    if second.doubtful or not _UNTIL.fullmatch(between) or _SET_TO.search(between):
        return None
    return replace(second, doubtful=not _HOLDS_UNTIL.search(between))


def _is_strong(clock: ClockTime, text: str) -> bool:
    colon = clock.kind == "digital" and ":" in text[clock.start : clock.end]
    return clock.marked or colon or clock.kind in _STRONG


def _is_all_there_is(text: str, start: int, end: int) -> bool:
    """Tell whether the message is only this: the answer to «når på dagen?»."""
    return text.strip(" .!?") == text[start:end]


def _counts(text: str, clock: ClockTime, *, day_known: bool) -> bool:
    """Tell whether one time alone is meant as a time."""
    if _is_strong(clock, text):
        return True
    if clock.kind == "end" or _could_be_year(clock):
        return False
    if not day_known:
        return _is_all_there_is(text, clock.start, clock.end)
    if clock.kind == "bare":
        before = text[: clock.start].rstrip(" ,")
        return before.endswith(DAY_MARK) and text[clock.start].isdigit()
    near = text[max(0, clock.start - _NEAR) : clock.end + _NEAR]
    return clock.kind != "soft" or DAY_MARK in near or LENGTH_MARK in near


def _is_span(text: str, first: ClockTime, second: ClockTime, *, day_known: bool) -> bool:
    between = _DAY_BETWEEN.sub("", text[first.end : second.start])
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
