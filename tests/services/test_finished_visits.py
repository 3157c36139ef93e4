"""A visit that is done is no longer to come; what is still to be asked is each one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.errors import NotFound
from bot.domain_model.visits import ReminderKind, VisitState
from bot.services.reminder_wishes import SnoozeReminder
from tests.services.test_visit_participants import reminders_of
from tests.services.test_visits import VISIT, WISH, rows
from tests.support.people import NOW, Cast


def test_it_is_not_to_come_and_its_reminders_are_dropped(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    services.calendars.changes.hand_over(at=NOW)
    for _ in range(2):
        assert services.visits.finish(people.ola, visit.id, at=NOW).state is VisitState.DONE
    assert services.visits.coming(people.ola, at=NOW) == []
    assert services.visits.kept(people.ola, visit.id).state is VisitState.DONE
    assert set(rows(services, "SELECT state, reason FROM reminder")) == {("dropped", "done")}
    with pytest.raises(NotFound):
        services.visits.get(people.ola, visit.id)
    with pytest.raises(NotFound):
        services.visits.move(people.ola, visit.id, VISIT, None, source_key="m", at=NOW)
    assert services.calendars.changes.hand_over(at=NOW) == 0
    assert b"STATUS:CONFIRMED" in services.calendars.feeds.file(people.ola, [visit.id], "nb")


def test_colleagues_are_still_asked_how_it_went(services: Services, people: Cast) -> None:
    wish = replace(WISH, together=(str(people.siri.partner_id),))
    visit = services.visits.schedule(people.ola, wish, at=NOW)
    begun = VISIT + timedelta(minutes=5)
    services.visits.finish(people.ola, visit.id, at=begun)
    services.reminders.hand_over_due(at=VISIT + timedelta(hours=1))
    assert dict(reminders_of(services, people.siri)) == {
        "day_before": "dropped", "hour_before": "dropped", "after_visit": "queued"
    }  # fmt: skip
    later = SnoozeReminder("s", visit.id, ReminderKind.AFTER_VISIT, VISIT + timedelta(hours=3))
    assert services.reminder_wishes.snooze(people.siri, later, at=begun).id == visit.id


def test_a_cancelled_visit_cannot_be_done(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    services.visits.cancel(people.ola, visit.id, at=NOW)
    for use in (services.visits.kept, lambda *of: services.visits.finish(*of, at=NOW)):
        with pytest.raises(NotFound):
            use(people.ola, visit.id)
    with pytest.raises(NotFound):
        services.visits.finish(people.siri, visit.id, at=NOW)


def test_the_latest_begun_comes_first_among_those_that_may_be_done(
    services: Services, people: Cast
) -> None:
    for day in range(3):
        wish = replace(WISH, source_key=f"k{day}", starts_at=VISIT + timedelta(days=day))
        services.visits.schedule(people.ola, wish, at=NOW)
    found = services.visits.recent(people.ola, at=VISIT + timedelta(days=1, hours=1))
    assert [(each.starts_at - VISIT).days for each in found] == [1, 0, 2]
    assert services.visits.recent(people.ola, at=VISIT + timedelta(days=30)) == []


def test_a_school_that_was_visited_stays_among_those_without_a_visit(
    services: Services, people: Cast
) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    services.visits.finish(people.ola, visit.id, at=VISIT)
    later = VISIT + timedelta(weeks=10)
    [quiet] = services.overview.quiet_schools(people.kari, 8, at=later)
    assert quiet.at == VISIT
