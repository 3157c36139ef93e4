"""How people say when a visit is instead by where it was: «en uke fram», «samme tid»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

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


def keeps_clock(text: str) -> bool:
    """Tell whether a visit that moves keeps its time of day: «til fredag, samme tid»."""
    return _SAME_CLOCK.search(text.casefold()) is not None
