"""How people say when a visit is by where it was: «en uke fram», «samme tid», «varer til 11»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from rapidfuzz.distance import OSA

_COUNTS = {
    "en": 1, "ein": 1, "ei": 1, "én": 1, "éin": 1, "éi": 1, "et": 1, "eit": 1, "a": 1, "an": 1,
    "one": 1, "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4, "halv": 0.5,
    "halvannen": 1.5, "halvannan": 1.5,
}  # fmt: skip
_HOURS = r"time|timer|timar|hour|hours"
_PARTS = {"halvtime": 30, "halvtimes": 30, "kvarter": 15, "quarter": 15}
_MINUTES = r"minutt|minutter|min|minutes"
_DAYS = r"dag|dager|dagar|døgn|day|days"
_WEEKS = r"uke|uker|uka|ukene|veke|veker|veka|vekene|vike|viker|week|weeks"
_LATER = (
    r"senere|seinere|seinare|senare|seinar|framover|fremover|utover|etter|forsinket|forsinka|"
    r"forseinka|later|late|forward"
)
_FORWARD = r"fram|frem"
_EARLIER = r"tidligere|tidlegare|tidligare|tidliger|før|earlier|fremskutt|framskunda"
_AMOUNT = (
    rf"(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}})\s+(?P<half>halv\s+)?"
    rf"(?P<unit>{_HOURS}|{'|'.join(_PARTS)}|{_MINUTES}|{_DAYS}|{_WEEKS})"
)
_SHIFT = re.compile(
    rf"\b{_AMOUNT}\s+(?:(?P<later>{_LATER})|(?P<forward>{_FORWARD})|(?P<earlier>{_EARLIER}))\b"
)
_PUTS_OFF = r"(?:utsett\w*|utset\w*|utsatt|skyv\w*|skuv\w*|skjøv|dytt\w*|push\w*|postpone\w*)"
_BY = re.compile(
    rf"\b(?:(?P<later>{_PUTS_OFF})"
    r"|(?P<earlier>fr[ae]mskynd\w*|framskund\w*|bring))\b"
    rf"(?![^.?!]*\b(?:til|te|om|to|in)\s+{_AMOUNT.replace('?P<', '?P<not_')}\b)"
    rf"[^.?!]*?\b{_AMOUNT}(?!\s+(?:tilbake|bakover|opp|up))\b"
)
"""A verb that tells the direction: «utsett Solvik en uke», «bring it forward by a day»."""
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
_HOUR_WORDS = {
    "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "ett": 13, "eitt": 13, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_POINTS = r"(?:-+>|=+>|[→⇒➔➜])"
_NEW_CLOCK = re.compile(
    rf"(?:\b(?:til|te|tel|to)\s+|{_POINTS}\s*)(?:(?P<word>{'|'.join(_HOUR_WORDS)})|"
    r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d[05]))?)"
    r"(?=\W*$|[,!?]|\s+(?:i\s?st[ae]d\w*|ist[ae]d\w*|instead|enn|for|takk|please|than)\b)"
)
"""An hour alone; «til 11.» may be a day of the month, and «til 7» the morning or the evening."""
_DAYTIME = range(8, 19)
_ARROW = re.compile(
    rf"\w\W*{_POINTS}\s*(?:kl\.?\s*)?"
    r"(?:\d|m[aå]n|tir|tys|ons|tor|fre|lør|lau|søn|sun|mon|tue|wed|thu|fri|sat)"
)
_FEW_WORDS = 9


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
    """How much later a visit is; days go by the clock on the wall, hours really pass.

    `either` is true when it may as well be earlier: «en time fram» is said of both.
    """

    days: int = 0
    hours: float = 0
    either: bool = False

    def of(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """Give the time that `moment` becomes."""
        wall = moment.astimezone(zone)
        day = wall.date() + timedelta(days=self.days)
        shifted = datetime.combine(day, wall.time(), tzinfo=zone)
        return (shifted.astimezone(moment.tzinfo) + timedelta(hours=self.hours)).astimezone(zone)

    def others(self, moment: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
        """Give every time that `moment` may become when there are two; else none."""
        if not self.either:
            return ()
        return self.of(moment, zone), replace(self, hours=-self.hours).of(moment, zone)


def read_shift(text: str) -> Shift | None:
    """Read how much later or earlier a visit is to be; None when it is not told that way."""
    words = text.casefold()
    found = _SHIFT.search(words) or _BY.search(words)
    if found is None:
        return None
    told, unit = found["count"], found["unit"]
    count = int(told) if told.isdecimal() else _COUNTS[told]
    count = count * (0.5 if found["half"] else 1) * (-1 if found["earlier"] else 1)
    either = bool(found.groupdict().get("forward"))
    if re.fullmatch(_HOURS, unit):
        return Shift(hours=count, either=either)
    if unit in _PARTS or re.fullmatch(_MINUTES, unit):
        return Shift(hours=count * _PARTS.get(unit, 1) / 60, either=either)
    days = count * (7 if re.fullmatch(_WEEKS, unit) else 1)
    return Shift(days=int(days)) if days == int(days) else None


def puts_off(text: str) -> bool:
    """Tell whether a visit is to be later, whenever that is: «Solvik er utsatt til onsdag»."""
    return re.search(rf"\b{_PUTS_OFF}", text.casefold()) is not None


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


def read_new_clock(text: str) -> time | None:
    """Read the hour alone that a visit moves to: «push Solvik til 11», «fra 9 til 10.30»."""
    found = _NEW_CLOCK.search(text.casefold())
    if found is None or found.string[found.end() :].startswith("."):
        return None
    if found["word"]:
        return time(_HOUR_WORDS[found["word"]])
    hour = int(found["hour"])
    hour += 12 if 1 <= hour <= 6 else 0
    return time(hour, int(found["minute"] or 0)) if hour in _DAYTIME else None


def leads_to_another(text: str) -> bool:
    """Tell whether a short message has an arrow to a time: «Lade 27.11 -> 30.11»."""
    words = text.casefold()
    return len(words.split()) <= _FEW_WORDS and _ARROW.search(words) is not None


def keeps_clock(text: str) -> bool:
    """Tell whether a visit that moves keeps its time of day: «til fredag, samme tid»."""
    return _SAME_CLOCK.search(text.casefold()) is not None


def speaks_of_change(text: str) -> bool:
    """Tell whether `text` has a verb of moving or cancelling, also with one slip: «flyt Lade»."""
    words = {*re.findall(r"[a-zæøå]{4,}", text.casefold())} - _NO_SLIPS
    return any(
        OSA.distance(word, verb, score_cutoff=1) <= 1 for word in words for verb in _CHANGES
    )
