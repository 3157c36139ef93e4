"""How people say when a visit is by where it was: «en uke fram», «samme tid», «varer til 11»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from rapidfuzz.distance import OSA

_COUNTS = {
    "en": 1, "ein": 1, "ei": 1, "én": 1, "éin": 1, "éi": 1, "et": 1, "eit": 1, "a": 1, "an": 1,
    "one": 1, "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4, "halv": 0.5,
    "halvannen": 1.5, "halvannan": 1.5,
}  # fmt: skip
_HOURS = r"time|timer|timar|hour|hours"
_DAYS = r"dag|dager|dagar|døgn|day|days"
_WEEKS = r"uke|uker|ukene|veke|veker|vekene|vike|viker|week|weeks"
_LATER = r"senere|seinere|seinare|fram|frem|framover|fremover|utover|later|forward|etter"
_EARLIER = r"tidligere|tidlegare|tidligare|før|earlier|fremskutt|framskunda"
_SHIFT = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}})\s+(?P<half>halv\s+)?(?P<unit>{_HOURS}|{_DAYS}|{_WEEKS})"
    rf"\s+(?:(?P<later>{_LATER})|(?P<earlier>{_EARLIER}))\b"
)
_SAME_CLOCK = re.compile(
    r"\b(?:samme|same|samma)\s+(?:tid\w*|tia|klokkeslett\w*|klokkesl[eæ]tt\w*|klokke|time)\b"
)
_CHANGES = (
    "flytt", "flytte", "flytter", "flytta", "utsett", "utsette", "utset", "forskyv", "forskyve",
    "avlys", "avlyse", "avlyser", "avlyst", "kanseller", "kansellere", "avbestill", "avbestille",
    "cancel", "postpone", "reschedule",
)  # fmt: skip
_NO_SLIPS = frozenset({"flott", "flotte", "flatt"})
"""Words of their own that are one letter from a verb of changing."""

_ABOUT = r"(?:besøk\w*|besok\w*|visits?|(?-i:[A-ZÆØÅ])[\w’.-]+(?:\s+\w+)?)"
_CLOCK = (
    r"(?:kl\.?\s*|klokka\s+|klokken\s+|klokko\s+|at\s+)?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?"
)
_LASTS = re.compile(
    rf"\W*(?:(?:det|dette|alle|the|all)\s+){{0,2}}{_ABOUT}\b[^,.?!]*?\s(?:(?:skal|vil|will)\s+)?(?:"
    r"(?:varer|varar|vare|vara|lasts?)\s+(?:"
    rf"(?:i\s+|for\s+)?(?P<count>{'|'.join(_COUNTS)}|\d{{1,3}})\s+(?P<half>halv\s+)?"
    rf"(?:(?P<hours>{_HOURS})|minutt(?:er)?|min|minutes)"
    rf"|(?:til|te|til\s+og\s+med|until|till)\s+{_CLOCK})"
    r"|(?:slutter|sluttar|ends?)\s+(?P<ends>.*))\W*",
    re.IGNORECASE | re.DOTALL,
)
_ENDS_AT = re.compile(rf"{_CLOCK}\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ending:
    """How long a visit lasts, or until what time of its day."""

    lasts: timedelta | None = None
    until: time | None = None

    def of(self, start: datetime, zone: ZoneInfo) -> datetime | None:
        """Give when a visit ends; None when that would not be after its start."""
        if self.until is None:
            return start + self.lasts if self.lasts else None
        end = datetime.combine(start.astimezone(zone).date(), self.until, tzinfo=zone)
        return end if end > start else None


@dataclass(frozen=True, slots=True)
class Shift:
    """How much later a visit is; days go by the clock on the wall, hours really pass."""

    days: int = 0
    hours: float = 0

    def of(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """Give the time that `moment` becomes."""
        wall = moment.astimezone(zone)
        day = wall.date() + timedelta(days=self.days)
        shifted = datetime.combine(day, wall.time(), tzinfo=zone)
        return (shifted.astimezone(moment.tzinfo) + timedelta(hours=self.hours)).astimezone(zone)


def read_shift(text: str) -> Shift | None:
    """Read how much later or earlier a visit is to be; None when it is not told that way."""
    found = _SHIFT.search(text.casefold())
    if found is None:
        return None
    told = found["count"]
    count = int(told) if told.isdecimal() else _COUNTS[told]
    count = count * (0.5 if found["half"] else 1) * (-1 if found["earlier"] else 1)
    if re.fullmatch(_HOURS, found["unit"]):
        return Shift(hours=count)
    days = count * (7 if re.fullmatch(_WEEKS, found["unit"]) else 1)
    return Shift(days=int(days)) if days == int(days) else None


def read_ending(text: str) -> Ending | None:
    """Read when a visit is to end: «besøket på Solvik varer til 11», «Lade varer i to timer»."""
    found = _LASTS.fullmatch(text) if "?" not in text else None
    if found is None:
        return None
    if found["count"] is not None:
        told = found["count"].casefold()
        count = (int(told) if told.isdecimal() else _COUNTS[told]) * (0.5 if found["half"] else 1)
        lasts = timedelta(hours=count) if found["hours"] else timedelta(minutes=count)
        return Ending(lasts=lasts) if lasts < timedelta(hours=12) else None
    clock = found if found["hour"] else _ENDS_AT.fullmatch(found["ends"] or "")
    return None if clock is None else _until(clock["hour"], clock["minute"])


def _until(hour: str, minute: str | None) -> Ending | None:
    told = int(hour), int(minute or 0)
    if told[0] > 23 or told[1] > 59:
        return None
    # A bare hour from one to six is in the afternoon, as everywhere in Refleks.
    return Ending(until=time(told[0] + 12 if 1 <= told[0] <= 6 else told[0], told[1]))


def keeps_clock(text: str) -> bool:
    """Tell whether a visit that moves keeps its time of day: «til fredag, samme tid»."""
    return _SAME_CLOCK.search(text.casefold()) is not None


def speaks_of_change(text: str) -> bool:
    """Tell whether `text` has a verb of moving or cancelling, also with one slip: «flyt Lade»."""
    words = {*re.findall(r"[a-zæøå]{4,}", text.casefold())} - _NO_SLIPS
    return any(
        OSA.distance(word, verb, score_cutoff=1) <= 1 for word in words for verb in _CHANGES
    )
