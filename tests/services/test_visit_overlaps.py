"""Two visits at the same time are told of plainly, wherever one is planned, moved or shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor, PartnerId
from bot.domain_model.errors import NotAllowed
from bot.domain_model.overlaps import VisitTime
from bot.domain_model.visits import Visit
from bot.services.visits import ScheduleVisit
from tests.services.test_calendar_imports import answer, calendar, chat_of, event, said
from tests.services.test_visit_participants import add, said_to
from tests.support.people import NOW, Cast

NINE = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


def plan(
    services: Services, actor: Actor, school: str, start: datetime, *together: Actor
) -> Visit:
    colleagues = tuple(str(each.partner_id) for each in together)
    wish = ScheduleVisit(f"{school}{start}", school, start, start + HOUR, colleagues)
    return services.visits.schedule(actor, wish, at=NOW)


def told(
    services: Services,
    actor: Actor,
    *starts: datetime,
    with_them: tuple[Actor, ...] = (),
    lasts: timedelta | None = HOUR,
    visit: Visit | None = None,
    language: str = "nb",
) -> str:
    partners = tuple(PartnerId(str(each.partner_id)) for each in (actor, *with_them))
    moved = visit.id if visit else None
    times = [
        VisitTime(start, start + lasts if lasts else None, partners, moved) for start in starts
    ]
    return services.visits.overlaps.told(actor, times, language, at=NOW)


@pytest.mark.parametrize(
    ("start", "lasts", "clash"),
    [
        (NINE, HOUR, True),
        (NINE + HOUR / 2, None, True),
        (NINE - HOUR / 2, None, True),  # nobody said how long: an hour
        (NINE - 2 * HOUR, 5 * HOUR, True),
        (NINE + HOUR, HOUR, False),  # one begins when the other ends
        (NINE - HOUR, HOUR, False),
        (NINE + WEEK, HOUR, False),
    ],
)
def test_what_is_at_the_same_time(
    services: Services, people: Cast, start: datetime, lasts: timedelta | None, clash: bool
) -> None:
    plan(services, people.ola, "Solvik skole", NINE)
    expected = "Du har alt Solvik skole kl. 09.00–10.00 den dagen." if clash else ""
    assert told(services, people.ola, start, lasts=lasts) == expected
    assert told(services, people.siri, start, lasts=lasts) == ""


def test_what_does_not_stand_or_moves_itself_is_in_nobodys_way(
    services: Services, people: Cast
) -> None:
    solvik = plan(services, people.ola, "Solvik", NINE)
    assert told(services, people.ola, NINE + HOUR / 2, visit=solvik) == ""
    services.visits.cancel(people.ola, solvik.id, at=NOW)
    assert told(services, people.ola, NINE) == ""
    assert told(services, people.ola) == ""
    with pytest.raises(NotAllowed):
        told(services, people.administrator, NINE)


def test_of_a_colleague_only_the_time_is_told(services: Services, people: Cast) -> None:
    plan(services, people.siri, "Lade skole", NINE)
    assert told(services, people.ola, NINE, with_them=(people.siri,), language="nn") == (
        "Siri Li har alt eit besøk kl. 09.00–10.00 den dagen."
    )
    assert told(services, people.ola, NINE) == ""
    assert told(services, people.nils, NINE, with_them=(people.siri,)) == ""


def test_a_visit_of_both_is_told_of_once(services: Services, people: Cast) -> None:
    plan(services, people.ola, "Lade skole", NINE, people.siri)
    assert told(services, people.ola, NINE, with_them=(people.siri,), language="en") == (
        "You already have Lade skole at 09:00–10:00 that day."
    )


def test_beside_several_visits_there_is_a_list(services: Services, people: Cast) -> None:
    plan(services, people.ola, "Lade skole", NINE)
    plan(services, people.siri, "Solvik", NINE + WEEK)
    weeks = [NINE + place * WEEK for place in range(3)]
    assert told(services, people.ola, *weeks, with_them=(people.siri,)).splitlines() == [
        "Dette er alt planlagt på samme tid:",
        "• Lade skole, torsdag 26. november kl. 09.00–10.00",
        "• Siri Li, torsdag 3. desember kl. 09.00–10.00",
    ]


def test_who_is_taken_along_or_moved_hears_of_her_own(services: Services, people: Cast) -> None:
    plan(services, people.siri, "Lade skole", NINE)
    solvik = plan(services, people.ola, "Solvik", NINE + WEEK)
    add(services, people.ola, solvik, people.siri)
    services.visits.move(people.ola, solvik.id, NINE, None, source_key="m", at=NOW)
    joined, moved = said_to(services, people.siri)
    clash = "\nDu har alt Lade skole kl. 09.00–10.00 den dagen."
    assert not joined.endswith(clash)
    assert moved.endswith(clash)
    assert said_to(services, people.ola) == []


def test_a_calendar_is_proposed_with_what_is_planned_already(
    services: Services, people: Cast
) -> None:
    plan(services, people.ola, "Lade skole", NINE)
    clash = "Du har alt Lade skole kl. 09.00–10.00 den dagen."
    take = services.calendars.imports.take_file
    take(chat_of(people.ola), "f1", calendar(event(NINE)), at=NOW)
    assert clash in said(services, people.ola)[-1].splitlines()
    answer(services, people.ola)
    # Where a change is only followed, it is told when it is done.
    for sequence, start in ((1, NINE + WEEK), (2, NINE)):
        changed = calendar(event(start, sequence=sequence))
        take(chat_of(people.ola), f"f2{sequence}", changed, at=NOW)
        services.calendars.duties.put_in(at=NOW)
        report = said(services, people.ola)[-1]
        assert report.startswith("Flyttet")
        assert (clash in report) == (start == NINE)


def test_a_series_is_in_its_own_way_nowhere(services: Services, people: Cast) -> None:
    wishes = [
        replace(ScheduleVisit("s", "Solvik", NINE), source_key=f"s#{n}", starts_at=NINE + n * WEEK)
        for n in range(2)
    ]
    series = services.visits.schedule_all(people.ola, wishes, at=NOW)
    partner = PartnerId(str(people.ola.partner_id))
    times = [VisitTime(each.starts_at + HOUR / 2, None, (partner,), each.id) for each in series]
    assert services.visits.overlaps.told(people.ola, times, "nb", at=NOW) == ""
