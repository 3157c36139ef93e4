"""A clock time told after its day belongs to that day, by the clock on the wall."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from actions.visit_times import Lack, WantedTime

OSLO = ZoneInfo("Europe/Oslo")
CLOCK = {
    "start": "2026-11-21T09:00:00+01:00",
    "end": "2026-11-21T10:30:00+01:00",
    "certain": False,
    "only_a_clock": True,
}


@pytest.mark.parametrize("day", [date(2026, 11, 26), date(2026, 10, 25), date(2027, 6, 1)])
def test_moved_to_its_day(day: date) -> None:
    moved = WantedTime.read(CLOCK).on(day, OSLO)
    assert moved.starts_at == datetime(day.year, day.month, day.day, 9, tzinfo=OSLO)
    assert moved.end == datetime(day.year, day.month, day.day, 10, 30, tzinfo=OSLO)
    assert moved.certain


def test_what_is_written_is_read_again() -> None:
    wanted = WantedTime.read({**CLOCK, "only_a_clock": False})
    assert WantedTime.read(wanted.written()) == wanted


def test_a_day_alone_is_no_time() -> None:
    wanted = WantedTime.read({"start": "2026-11-26", "end": None, "certain": False})
    assert wanted.day_only == date(2026, 11, 26)
    assert wanted.on(date(2026, 11, 27), OSLO) == wanted
    with pytest.raises(ValueError):
        _ = wanted.starts_at


def test_a_day_and_its_clock_time_wait_for_each_other() -> None:
    clock = WantedTime.read(CLOCK)
    day = WantedTime(start=None, day_only=date(2026, 11, 26), certain=False)
    whole = clock.on(date(2026, 11, 26), OSLO)
    assert clock.after(day, OSLO) == whole
    assert day.after(clock, OSLO) == whole
    assert day.after(None, OSLO) == day
    other = WantedTime(start=None, day_only=date(2026, 11, 27), certain=False)
    assert other.after(day, OSLO) == other


@pytest.mark.parametrize(
    ("day", "others", "lack", "choices"),
    [
        ("2026-11-20", (), Lack.PAST, []),
        ("2026-11-20", ("2026-11-27",), Lack.PAST, ["2026-11-27"]),
        ("2026-11-26", ("2026-12-03",), Lack.OPEN, ["2026-11-26", "2026-12-03"]),
        ("2026-11-26", (), Lack.CLOCK, ["2026-11-26"]),
    ],
)
def test_what_is_asked_about_a_day(
    day: str, others: tuple[str, ...], lack: Lack, choices: list[str]
) -> None:
    told = WantedTime.read({"start": day, "certain": False, "others": others})
    now = datetime(2026, 11, 21, 12, tzinfo=OSLO)
    assert told.lack(now, now.date(), free=False) is lack
    assert [str(each.day) for each in told.choices(now, now.date())] == choices
