"""Days and times are written as people write them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain_model.dates import write_day, write_near_day, write_weekly, write_when

OSLO = ZoneInfo("Europe/Oslo")
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("day", "language", "written"),
    [
        (date(2026, 11, 26), "nb", "torsdag 26. november"),
        (date(2026, 11, 28), "nn", "laurdag 28. november"),
        (date(2026, 11, 26), "en", "Thursday 26 November"),
        (date(2027, 1, 7), "nb", "torsdag 7. januar 2027"),
    ],
)
def test_a_day(day: date, language: str, written: str) -> None:
    assert write_day(day, language, today=TODAY) == written


@pytest.mark.parametrize(
    ("day", "language", "written"),
    [
        (date(2026, 11, 21), "nb", "i dag, lørdag 21. november"),
        (date(2026, 11, 22), "nn", "i morgon, søndag 22. november"),
        (date(2026, 11, 22), "en", "tomorrow, Sunday 22 November"),
        (date(2026, 11, 23), "nb", "mandag 23. november"),
    ],
)
def test_a_day_that_is_near(day: date, language: str, written: str) -> None:
    assert write_near_day(day, language, today=TODAY) == written


@pytest.mark.parametrize(
    ("hour", "end", "language", "written"),
    [
        (9, None, "nb", "i morgen, søndag 22. november kl. 09.00"),
        (9, 10, "nn", "i morgon, søndag 22. november kl. 09.00–10.00"),
        (13, 14, "en", "tomorrow, Sunday 22 November at 13:00–14:00"),
    ],
)
def test_when(hour: int, end: int | None, language: str, written: str) -> None:
    start = datetime(2026, 11, 22, hour, tzinfo=OSLO)
    ends_at = datetime(2026, 11, 22, end, tzinfo=OSLO) if end else None
    assert write_when(start, ends_at, language, zone=OSLO, at=NOW) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nb", "mandag kl. 08.00"),
        ("nn", "måndag kl. 08.00"),
        ("en", "Monday at 08:00"),
    ],
)
def test_a_time_of_every_week(language: str, written: str) -> None:
    assert write_weekly(0, 8, language) == written
