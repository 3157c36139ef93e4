"""A visit that is done is no longer to come; what is still to be asked is each one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.errors import NotFound
from bot.domain_model.visits import ReminderKind, VisitState
from bot.services.reminder_wishes import SnoozeReminder
from tests.services.test_visit_participants import reminders_of
from tests.services.test_visits import DAY_BEFORE, VISIT, WISH, rows
from tests.support.people import NOW, Cast


def test_it_is_not_to_come_and_its_reminders_are_dropped(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    services.calendars.changes.hand_over(at=NOW)
    for _ in range(2):
        assert (
            services.visits.finishing.finish(people.ola, visit.id, at=NOW).state is VisitState.DONE
        )
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
    services.visits.finishing.finish(people.ola, visit.id, at=begun)
    services.reminders.hand_over_due(at=VISIT + timedelta(hours=1))
    assert dict(reminders_of(services, people.siri)) == {
        "day_before": "dropped", "hour_before": "dropped", "after_visit": "queued"
    }  # fmt: skip
    later = SnoozeReminder("s", visit.id, ReminderKind.AFTER_VISIT, VISIT + timedelta(hours=3))
    assert services.reminder_wishes.snooze(people.siri, later, at=begun).id == visit.id


def test_a_cancelled_visit_cannot_be_done(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    services.visits.cancel(people.ola, visit.id, at=NOW)
    for use in (services.visits.kept, lambda *of: services.visits.finishing.finish(*of, at=NOW)):
        with pytest.raises(NotFound):
            use(people.ola, visit.id)
    with pytest.raises(NotFound):
        services.visits.finishing.finish(people.siri, visit.id, at=NOW)


def test_the_latest_begun_comes_first_among_those_that_may_be_done(
    services: Services, people: Cast
) -> None:
    for day in range(3):
        wish = replace(WISH, source_key=f"k{day}", starts_at=VISIT + timedelta(days=day))
        services.visits.schedule(people.ola, wish, at=NOW)
    found = services.visits.finishing.recent(people.ola, at=VISIT + timedelta(days=1, hours=1))
    assert [(each.starts_at - VISIT).days for each in found] == [1, 0, 2]
    assert services.visits.finishing.recent(people.ola, at=VISIT + timedelta(days=30)) == []


def test_a_school_that_was_visited_stays_among_those_without_a_visit(
    services: Services, people: Cast
) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    services.visits.finishing.finish(people.ola, visit.id, at=VISIT)
    later = VISIT + timedelta(weeks=10)
    [quiet] = services.overview.quiet_schools(people.kari, 8, at=later)
    assert quiet.at == VISIT


def test_it_is_opened_again_with_its_reminders(services: Services, people: Cast) -> None:
    wish = replace(WISH, together=(str(people.siri.partner_id),))
    visit = services.visits.schedule(people.ola, wish, at=NOW)
    early = VISIT - timedelta(days=1, hours=10)
    services.visits.finishing.finish(people.ola, visit.id, at=early)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    assert dict(reminders_of(services, people.siri))["day_before"] == "dropped"
    assert services.visits.finishing.finished(people.siri, at=DAY_BEFORE) == [
        replace(visit, state=VisitState.DONE)
    ]
    for _ in range(2):
        again = services.visits.finishing.reopen(people.siri, visit.id, at=DAY_BEFORE)
        assert again.state is VisitState.PLANNED
    assert services.visits.coming(people.ola, at=DAY_BEFORE) == [visit]
    # What came due meanwhile is given late, and nothing is given twice.
    late = DAY_BEFORE + timedelta(minutes=30)
    assert services.reminders.hand_over_due(at=late) == 2
    for actor in (people.ola, people.siri):
        assert dict(reminders_of(services, actor)) == {
            "day_before": "queued", "hour_before": "waiting", "after_visit": "waiting"
        }  # fmt: skip


def test_a_reminder_that_had_not_left_is_made_anew(services: Services, people: Cast) -> None:
    invitation = services.partners.invite(people.kari, "Eva Ås", at=NOW)
    services.partners.redeem(invitation.token, chat_id(Channel.TELEGRAM, 42), at=NOW)
    eva = invitation.account.actor
    visit = services.visits.schedule(eva, WISH, at=NOW)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    services.visits.finishing.finish(eva, visit.id, at=DAY_BEFORE)
    assert rows(services, "SELECT state, reason FROM outbox") == [("dropped", "done")]
    assert dict(reminders_of(services, eva))["day_before"] == "dropped"
    evening = DAY_BEFORE + timedelta(hours=2)
    for _ in range(2):
        services.visits.finishing.reopen(eva, visit.id, at=evening)
        services.reminders.hand_over_due(at=evening)
        assert rows(services, "SELECT state FROM outbox") == [("waiting",)]
    # One that has left by now is given no second time.
    with services.begin() as uow:
        [departure] = uow.outbox.due(Channel.TELEGRAM, evening, limit=1)
        uow.outbox.begin(departure.sequence, "worker", evening, VISIT)
        uow.commit()
    services.visits.finishing.finish(eva, visit.id, at=evening)
    services.visits.finishing.reopen(eva, visit.id, at=evening)
    services.reminders.hand_over_due(at=evening)
    assert rows(services, "SELECT state FROM outbox") == [("sending",)]


def test_of_one_that_is_over_nobody_asks_once_more(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    later = VISIT + timedelta(hours=3)
    services.visits.finishing.finish(people.ola, visit.id, at=VISIT)
    services.visits.finishing.reopen(people.ola, visit.id, at=later)
    services.reminders.hand_over_due(at=later)
    assert rows(services, "SELECT count(*) FROM outbox WHERE kind = 'reminder'") == [(0,)]
    moved = later + timedelta(days=2)
    services.visits.move(people.ola, visit.id, moved, None, source_key="m", at=later)
    assert dict(reminders_of(services, people.ola))["after_visit"] == "waiting"
    services.visits.cancel(people.ola, visit.id, at=later)
    with pytest.raises(NotFound):
        services.visits.finishing.reopen(people.ola, visit.id, at=later)
    with pytest.raises(NotFound):
        services.visits.finishing.reopen(people.siri, visit.id, at=later)
