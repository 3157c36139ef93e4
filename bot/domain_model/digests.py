"""The weekly digest: when a partner wants it, by the clock on the wall."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain_model.errors import Invalid
from bot.domain_model.weekdays import WEEKDAYS

LATEST = timedelta(days=1)
"""A digest that is later than this waits for the next week: it would come at another time than
the one that was asked for."""


class InvalidDigestTime(Invalid):
    """A digest has a day from 0, Monday, to 6, and a full hour from 0 to 23."""


@dataclass(frozen=True, slots=True)
class DigestTime:
    """A day of the week, Monday first, and a full hour."""

    weekday: int = 0
    hour: int = 8

    def __post_init__(self) -> None:
        """Refuse what is no day or no hour.

        Raises:
            InvalidDigestTime: when either is none.
        """
        if not (0 <= self.weekday <= 6 and 0 <= self.hour <= 23):
            raise InvalidDigestTime

    def next_after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """Give the first such time after `moment`.

        An hour that the clock skips in spring is the one after it; of an hour that comes twice in
        autumn it is the first, so that no week has two.
        """
        today = moment.astimezone(zone).date()
        day = today + timedelta(days=(self.weekday - today.weekday()) % 7)
        then = self._on(day, zone)
        return then if then > moment else self._on(day + timedelta(days=7), zone)

    def _on(self, day: date, zone: ZoneInfo) -> datetime:
        return datetime.combine(day, time(self.hour), zone).astimezone(UTC)


_HOUR = re.compile(r"\b(?:kl\.?|klokka|klokken|at)\s*(\d{1,2})(?:[.:]00)?(?!\d|[.:]\d)")
_OFF = re.compile(
    r"\b(?:slutt\w*|stopp\w*|stans\w*|ikke|ikkje|itj|ingen|nei|avmeld\w*|avslutt\w*|dropp\w*|"
    r"(?:slå|slår|skru|skrur|ta|meld|melde) (?:\w+ ){0,2}av|av(?=\W*$)|"
    r"off|stop|unsubscribe|no more|don't)\b"
)


def wants_none(words: str) -> bool:
    """Tell whether words about the digest ask for it to end."""
    return _OFF.search(words.casefold()) is not None


def read_digest_time(words: str, otherwise: DigestTime) -> DigestTime:
    """Read the day and the hour of a message; what it does not say is as in `otherwise`."""
    plain = words.casefold()
    wanted = otherwise
    for number, names in enumerate(WEEKDAYS):
        if any(name in plain for name in names):
            wanted = replace(wanted, weekday=number)
    hour = _HOUR.search(plain)
    if hour and int(hour.group(1)) <= 23:
        wanted = replace(wanted, hour=int(hour.group(1)))
    return wanted
