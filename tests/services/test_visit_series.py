"""Visits that one message plans are planned, and called off, together or one by one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.errors import NotFound
from bot.domain_model.visits import Visit, VisitInThePast
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast


def wishes(*days: int, key: str = "m1") -> list[ScheduleVisit]:
    return [
        ScheduleVisit(f"{key}#{place}", "Lade skole", NOW + timedelta(days=day))
        for place, day in enumerate(days)
    ]


@pytest.fixture
def series(services: Services, people: Cast) -> list[Visit]:
    return services.visits.schedule_all(people.ola, wishes(3, 10, 17), at=NOW)


def test_all_are_planned_once(services: Services, people: Cast, series: list[Visit]) -> None:
    services.visits.schedule_all(people.ola, wishes(3, 10, 17), at=NOW)
    assert services.visits.coming(people.ola, at=NOW) == series
    assert services.visits.series.rest(people.ola, series[1].id, at=NOW) == series


def test_none_is_planned_when_one_has_passed(services: Services, people: Cast) -> None:
    with pytest.raises(VisitInThePast):
        services.visits.schedule_all(people.ola, wishes(3, -1), at=NOW)
    assert services.visits.coming(people.ola, at=NOW) == []


def test_only_those_of_the_message_that_are_to_come_are_cancelled(
    services: Services, people: Cast, series: list[Visit]
) -> None:
    other = services.visits.schedule_all(people.ola, wishes(4, 5, key="m10"), at=NOW)
    later = NOW + timedelta(days=4)
    cancelled = services.visits.series.cancel(people.ola, series[2].id, at=later)
    assert [each.id for each in cancelled] == [each.id for each in series[1:]]
    assert services.visits.coming(people.ola, at=NOW) == [series[0], *other]


def test_one_alone_is_together_with_none(
    services: Services, people: Cast, series: list[Visit]
) -> None:
    wish = ScheduleVisit("m2", "Lade skole", NOW + timedelta(days=2))
    alone = services.visits.schedule(people.ola, wish, at=NOW)
    assert services.visits.series.rest(people.ola, alone.id, at=NOW) == [alone]
    services.visits.cancel(people.ola, series[0].id, at=NOW)
    assert services.visits.series.rest(people.ola, series[1].id, at=NOW) == series[1:]


def test_it_is_nobody_elses(services: Services, people: Cast, series: list[Visit]) -> None:
    for use in (services.visits.series.rest, services.visits.series.cancel):
        with pytest.raises(NotFound):
            use(people.siri, series[0].id, at=NOW)


def test_all_move_within_their_own_week(
    services: Services, people: Cast, series: list[Visit]
) -> None:
    wednesday = series[0].starts_at + timedelta(days=1, hours=2)
    times = services.visits.series.times(people.ola, series[0].id, wednesday, None, at=NOW)
    assert [start for _, start, _ in times] == [
        each.starts_at + timedelta(days=1, hours=2) for each in series
    ]
    for _ in range(2):
        services.visits.series.move(
            people.ola, series[0].id, wednesday, None, source_key="m", at=NOW
        )
    coming = services.visits.coming(people.ola, at=NOW)
    assert [each.starts_at for each in coming] == [start for _, start, _ in times]
    long_after, monday = coming[-1].starts_at - timedelta(days=1), wednesday - timedelta(days=2)
    move = services.visits.series.move
    with pytest.raises(VisitInThePast):
        move(people.ola, series[0].id, monday, None, source_key="p", at=long_after)
