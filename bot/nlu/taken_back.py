"""What a message takes back of itself: «kl 9, nei, kl 10», «sundag kl 13, nei, måndag meinte eg».

What is said last holds, and what it doesn't touch stays: an hour put right keeps the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.nlu.calendar_days import DayReading, mark_days, read_days
from bot.nlu.clock_spans import DAY_MARK, Span, spans_of_time
from bot.nlu.visit_length import Length, mark_lengths, read_lengths

_PERSON = r"(?:jeg|eg|æg|æ|e|je|jæ|i)"
_FIRM = (
    r"(?:nei|neida|nei da|næ|næi)\b(?! (?:til|takk)\b)|no(?=, )"
    r"|rettere sagt|rettare sagt|retting|rettelse|correction"
    rf"|{_PERSON} (?:mente|meinte|meint|meina|mean|meant)|(?:mente|meinte|meina) {_PERSON}"
    r"|kom (?:nå |no |akkurat )?på at(?: (?:det|de|d|da) (?:er|va|var|blir|blei|ble))?"
    r"|(?<!t )make (?:it|that)"
)
_LOOSE = (
    r"forresten|heller(?! (?:til|enn)\b)|vent|actually|wait|rather(?! than)"
    r"|sorry|beklager|oi|oops|ops"
)
_CUE = re.compile(rf"\b(?:{_FIRM}|{_LOOSE})\b(?:[ ,.!:;-]+(?:{_FIRM}|{_LOOSE})\b)*")
_IS_FIRM = re.compile(rf"\b(?:{_FIRM})\b")
_MOVED_FROM = re.compile(r"\b(?:fra|frå|from) $")
_GONE = "_"
_LATEST = 4
"""Cues that are looked at, from the last one back: each is read as a message of its own."""
_MOST_WORDS = 3
"""Words around the time that holds, beyond which they may say something else of it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A message without what it takes back; `firm` when what holds is beyond doubt."""

    text: str
    firm: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    """The times in one side of a message, and the places they stand in."""

    days: list[DayReading]
    clocks: list[Span]
    lengths: list[Length]

    @classmethod
    def read(cls, text: str, today: date) -> _Part:
        days, lengths = read_days(text, today), read_lengths(text)
        marked = mark_lengths(mark_days(text, days), lengths)
        return cls(days, spans_of_time(marked, day_known=True), lengths)

    @property
    def clock_places(self) -> list[tuple[int, int]]:
        return [(first.start, (last or first).end) for first, last in self.clocks]

    @property
    def places(self) -> list[tuple[int, int]]:
        return sorted([(day.start, day.end) for day in self.days] + self.clock_places)

    @property
    def has_end(self) -> bool:
        return bool(self.lengths) or any(last is not None for _, last in self.clocks)


def without_taken_back(text: str, today: date) -> Kept:
    """Leave out of the tidied `text` the days and hours that it takes back itself.

    Raises:
        NoSuchDay: when it names a day that no calendar has.
    """
    for cue in reversed(list(_CUE.finditer(text))[-_LATEST:]):
        mark = DAY_MARK * (cue.end() - cue.start())
        later = text[cue.end() :]
        after = _Part.read(mark + later, today)
        if not after.places:
            continue
        before = _Part.read(text[: cue.start()], today)
        gone = _taken_back(text, before, after)
        if not gone:
            return Kept(text)
        kept = text
        for start, end in gone:
            kept = kept[:start] + _GONE * (end - start) + kept[end:]
        firm = _is_firm(text, cue) and _is_plain(mark + later, after, mark)
        end_kept = not (after.clocks and before.has_end and not after.has_end)
        return Kept(kept[: cue.start()] + mark + later, firm and end_kept)
    return Kept(text)


def is_taken_back(text: str, end: int) -> bool:
    """Tell whether the tidied `text` may take back after `end` what it said before."""
    return _CUE.search(text, end) is not None


def _taken_back(text: str, before: _Part, after: _Part) -> list[tuple[int, int]]:
    """List the places before a cue that what comes `after` it puts right.

    The day that a visit is moved from stays.
    """
    days = before.days if after.days else []
    if len(days) > 1 and _MOVED_FROM.search(text, 0, days[0].start):
        days = days[1:]
    return [(day.start, day.end) for day in days] + (before.clock_places if after.clocks else [])


def _is_firm(text: str, cue: re.Match[str]) -> bool:
    firm = _IS_FIRM.search(text, cue.start())
    return firm is not None and firm.start() < cue.end()


def _is_plain(text: str, part: _Part, mark: str) -> bool:
    """Tell whether hardly a word stands before and after what is put right."""
    (first, *_), (*_, last) = part.places[0], part.places[-1]
    words = (text[len(mark) : first], text[last:])
    return all(len(re.findall(r"[^\W_]+", each)) <= _MOST_WORDS for each in words)
