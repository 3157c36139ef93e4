"""Days on which schools are closed: public holidays of Norway, and periods that somebody set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.domain_model.errors import Invalid


class InvalidPeriod(Invalid):
    """A period has a first day and a last day that is not before it, at most a year later."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which an institution's schools are closed, the first and the last among them."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Check the order of the days."""
        if not 0 <= (self.last - self.first).days <= 366:
            raise InvalidPeriod

    def covers(self, day: date) -> bool:
        """Tell whether schools are closed on `day`."""
        return self.first <= day <= self.last


def is_public_holiday(day: date) -> bool:
    """Tell whether `day` is a public holiday in Norway, as the package `holidays` knows them."""
    return day in _public_holidays(day.year)


def is_free(day: date, closed: Iterable[Period]) -> bool:
    """Tell whether `day` is a public holiday or lies in one of the periods `closed`."""
    return is_public_holiday(day) or any(period.covers(day) for period in closed)


@lru_cache(maxsize=16)
def _public_holidays(year: int) -> frozenset[date]:
    import holidays  # a tenth of a second, which only those who ask for a day pay

    return frozenset(holidays.country_holidays("NO", years=year))
