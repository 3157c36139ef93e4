"""The clock work keeps its pace, waits for a database that is down, and hides no other error."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain_model.errors import StorageUnavailable
from bot.reminders.clockwork import Clockwork, Errand, side_by_side

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def test_each_errand_keeps_its_own_pace() -> None:
    clock = Clock()
    done: list[str] = []

    def errand(name: str, every: timedelta) -> Errand:
        def duty(_: datetime) -> int:
            done.append(name)
            return 1

        return Errand(name, duty, every)

    clockwork = Clockwork([errand("often", MINUTE), errand("seldom", 3 * MINUTE)], clock)
    for _ in range(4):
        clockwork.run_due()
        clockwork.run_due()
        clock.now += MINUTE
    assert done == ["often", "seldom", "often", "often", "often", "seldom"]


def test_a_database_that_is_down_is_waited_for() -> None:
    clock, stop = Clock(), threading.Event()
    answers = iter([StorageUnavailable(), StorageUnavailable(), None])

    def duty(at: datetime) -> int:
        answer = next(answers)
        if answer is not None:
            raise answer
        stop.set()
        return 1

    Clockwork([Errand("reminders", duty, timedelta(0))], clock).run(stop)
    assert stop.is_set()


def test_any_other_error_ends_it() -> None:
    def duty(at: datetime) -> int:
        raise RuntimeError("a defect")

    with pytest.raises(RuntimeError, match="a defect"):
        Clockwork([Errand("reminders", duty, MINUTE)], Clock()).run(threading.Event())


def test_several_clockworks_stop_together_and_none_hides_anothers_error() -> None:
    def fail(_: datetime) -> int:
        raise RuntimeError("broken")

    every = timedelta(hours=1)
    calm = Clockwork([Errand("calm", lambda _: 0, every)], lambda: START)
    broken = Clockwork([Errand("broken", fail, every)], lambda: START)
    stop = threading.Event()
    with pytest.raises(RuntimeError, match="broken"):
        side_by_side([calm, broken])(stop)
    assert stop.is_set()
