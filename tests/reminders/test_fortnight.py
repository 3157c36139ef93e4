"""A fortnight across each change of the clocks: every reminder at the right time on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.bootstrap import Services
from bot.domain_model.reminders import PreferenceChange
from bot.reminders.clockwork import Clockwork, Errand
from bot.services.visits import ScheduleVisit
from tests.support.people import cast

OSLO = ZoneInfo("Europe/Oslo")
PACE = timedelta(minutes=5)
"""How often this clockwork looks; the real one does every five seconds."""
VISITS_AT = (time(8), time(9, 30), time(13, 15), time(22, 30))


def wall(moment: datetime) -> str:
    return f"{moment.astimezone(OSLO):%m-%d %H.%M}"


def expected(day: date, clock: time, day_before_at: time) -> dict[str, str]:
    """Say by the calendar on the wall when the reminders of a visit come."""
    before = day - timedelta(days=1)
    # None of these visits begins within an hour after a change of the clocks.
    an_hour_before = datetime.combine(day, clock) - timedelta(hours=1)
    over = datetime.combine(day, clock) + timedelta(hours=1)
    asked = over if time(8) <= over.time() < time(20) else None
    morning = datetime.combine(day + timedelta(days=1), time(8))
    return {
        "day_before": f"{before:%m-%d} {day_before_at:%H.%M}",
        "hour_before": f"{an_hour_before:%m-%d %H.%M}",
        "after_visit": f"{asked or morning:%m-%d %H.%M}",
    }


@pytest.mark.parametrize("change", [date(2026, 10, 25), date(2027, 3, 28)])
@pytest.mark.parametrize("day_before_at", [time(15), time(18, 30)])
def test_every_reminder_comes_at_its_local_time(
    services: Services, change: date, day_before_at: time
) -> None:
    now = datetime.combine(change - timedelta(days=9), time(12), tzinfo=OSLO).astimezone(UTC)
    people = cast(services, at=now)
    earlier = PreferenceChange(day_before_at=day_before_at)
    services.reminder_wishes.prefer(people.ola, earlier, at=now)
    wanted: dict[str, dict[str, str]] = {}
    for number in range(14):
        day = change + timedelta(days=number - 7)
        clock = VISITS_AT[number % len(VISITS_AT)]
        starts_at = datetime.combine(day, clock, tzinfo=OSLO).astimezone(UTC)
        wish = ScheduleVisit(f"v{number}", f"Skole {number}", starts_at)
        visit = services.visits.schedule(people.ola, wish, at=now)
        wanted[visit.id] = expected(day, clock, day_before_at)

    given = run_for(services, now, timedelta(days=20))
    assert given == wanted


def run_for(services: Services, start: datetime, length: timedelta) -> dict[str, dict[str, str]]:
    """Let the clockwork tick through real hours; tell when each reminder was handed over."""
    clock = [start]
    errand = Errand("reminders", lambda at: services.reminders.hand_over_due(at=at), PACE)
    clockwork = Clockwork([errand], lambda: clock[0])
    while clock[0] < start + length:
        clockwork.run_due()
        clock[0] += PACE
    given: dict[str, dict[str, str]] = {}
    query = "SELECT visit_id, kind, settled_at FROM reminder WHERE state = 'queued'"
    with services.database.engine.connect() as connection:
        rows: list[Any] = list(connection.execute(text(query)))
    for visit, kind, settled in rows:
        moment = datetime.fromisoformat(settled).replace(tzinfo=UTC)
        given.setdefault(visit, {})[kind] = wall(moment)
    return given
