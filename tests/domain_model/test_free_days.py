"""Public holidays and periods that somebody set are days without visits."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain_model.free_days import InvalidPeriod, Period, is_free, is_public_holiday

WINTER = Period(date(2027, 2, 22), date(2027, 2, 26))


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (date(2027, 5, 17), True),
        (date(2027, 5, 6), True),
        (date(2027, 3, 25), True),
        (date(2026, 12, 24), False),
        (date(2026, 11, 22), False),
        (date(2027, 5, 18), False),
    ],
)
def test_public_holidays_of_norway(day: date, free: bool) -> None:
    assert is_public_holiday(day) is free


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (date(2027, 2, 21), False),
        (date(2027, 2, 22), True),
        (date(2027, 2, 26), True),
        (date(2027, 2, 27), False),
        (date(2027, 5, 17), True),
    ],
)
def test_a_period_has_its_first_and_last_day(day: date, free: bool) -> None:
    assert is_free(day, [WINTER]) is free


@pytest.mark.parametrize("last", [date(2027, 2, 21), date(2028, 3, 1)])
def test_a_period_ends_after_it_begins_and_within_a_year(last: date) -> None:
    with pytest.raises(InvalidPeriod):
        Period(date(2027, 2, 22), last)
