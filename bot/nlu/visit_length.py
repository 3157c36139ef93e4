"""How long a visit lasts, as a message says it: «i to timer», «1,5 t», «en halv time»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.clock_spans import LENGTH_MARK
from bot.nlu.time_words import NUMBER, number

LONGEST = 8 * 60
"""Minutes: what is longer is no visit to a school."""

_HOURS = r"(?:timers|timars|times|timer|timar|time|hours?|t)\b(?! ?\d)"
_MINUTES = r"(?:minutters|minutter|minutt|minutes|minute|min)\b"
_LENGTH = re.compile(
    r"(?<![\w.,:/])(?:"
    rf"(?P<more>(?:{NUMBER}|halvannen|halvannan) og )?(?:en |ein |ei |e )?(?P<half>halv ?time)\w*"
    r"|(?P<english>half an hour)"
    rf"|(?P<whole>{NUMBER}) (?:og |and )?(?:(?:en |ein |a )?(?:halv|half)) {_HOURS}"
    rf"|(?P<one>halvannen|halvannan|1 1/2|1½) ?{_HOURS}"
    rf"|(?P<decimal>\d{{1,2}}[.,](?:5|25|75)) ?{_HOURS}"
    rf"|(?P<digits>\d{{1,2}}) ?{_HOURS}"
    rf"|(?P<hours>{NUMBER}) (?!t\b){_HOURS}"
    rf"|(?P<minutes>{NUMBER}) ?{_MINUTES}"
    r"|(?P<quarters>e(?:t|it)|tre|tri) kvarter(?! (?:over|på|før))"
    r")(?! (?:før|etter\w*|si[ad]a?n|se[i]?nere|seinare|before|after|later|ago)\b)"
)
_LASTS = re.compile(
    r"\b(?:vare?r|varar|vare|varighet|varigheit|lengde|lengd|tar|tek|lasts?|lasting|duration)\b"
    r"[^\d.;!?]{0,12}$"
)
_STRAIGHT_AFTER = 12
_FROM = re.compile(r" ?,? ?(?:fra|frå|from)?(?: og med)? ?")


@dataclass(frozen=True, slots=True)
class Length:
    """How many minutes something lasts, and where the text says so."""

    minutes: int
    start: int
    end: int


def read_lengths(text: str) -> list[Length]:
    """List how long something lasts in the tidied `text`."""
    found = [Length(_minutes(each), *each.span()) for each in _LENGTH.finditer(text)]
    return [each for each in found if 0 < each.minutes <= LONGEST]


def mark_lengths(text: str, lengths: list[Length]) -> str:
    """Write a mark in place of each of `lengths`, so that its number is no hour."""
    for each in lengths:
        gap = LENGTH_MARK * (each.end - each.start)
        text = text[: each.start] + gap + text[each.end :]
    return text


def length_from(text: str, lengths: list[Length], start: int, end: int) -> Length | None:
    """Give the length that is counted from the clock time between `start` and `end`.

    It stands straight after that («kl 9 i to timer»), straight before («en time fra ni»), or
    later with a verb of its own («varer en time»).
    """
    for each in lengths:
        if each.end <= start and _FROM.fullmatch(text, each.end, start):
            return each
        gap = text[end : each.start] if each.start >= end else None
        if gap is None or re.search(r"\d", gap):
            continue
        if len(gap) <= _STRAIGHT_AFTER or _LASTS.search(gap):
            return each
    return None


def _minutes(match: re.Match[str]) -> int:
    parts = match.groupdict()
    if parts["minutes"]:
        return number(parts["minutes"])
    if parts["quarters"]:
        return 15 if parts["quarters"].startswith("e") else 45
    if parts["half"] or parts["english"]:
        whole = (parts["more"] or "").removesuffix(" og ")
        return 30 + (60 * number(whole) if whole and not whole.startswith("halv") else 0)
    if parts["one"]:
        return 90
    if parts["whole"]:
        return 60 * number(parts["whole"]) + 30
    if parts["decimal"]:
        return round(60 * float(parts["decimal"].replace(",", ".")))
    return 60 * number(parts["digits"] or parts["hours"])
