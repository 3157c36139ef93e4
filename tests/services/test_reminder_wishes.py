"""Reminders come as each partner wants them, and again when they are put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER
from bot.domain_model.errors import Invalid, NotAllowed, NotFound
from bot.domain_model.reminders import DEFAULTS, NotPutOff, PreferenceChange
from bot.domain_model.visits import ReminderKind, Visit
from bot.services.reminder_wishes import SnoozeReminder
from tests.services.test_moved_visits import due
from tests.services.test_visits import (
    DAY_BEFORE,
    HOUR_BEFORE,
    VISIT,
    WISH,
    outbox,
    reminders,
    rows,
)
from tests.support.people import NOW, Cast

DAY, HOUR, AFTER = ReminderKind
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def visit(services: Services, people: Cast) -> Visit:
    return services.visits.schedule(people.ola, WISH, at=NOW)


def put_off(
    visit: Visit, until: datetime, kind: ReminderKind = DAY, key: str = "s1"
) -> SnoozeReminder:
    return SnoozeReminder(key, visit.id, kind, until)


def prefer(services: Services, people: Cast, **change: object) -> None:
    wanted = PreferenceChange(**change)  # type: ignore[arg-type]
    services.reminder_wishes.prefer(people.ola, wanted, at=NOW)


def test_it_comes_again_once_for_each_wish(services: Services, people: Cast, visit: Visit) -> None:
    services.reminders.hand_over_due(at=DAY_BEFORE)
    wish = put_off(visit, DAY_BEFORE + TEN_MINUTES)
    for _ in range(2):
        assert services.reminder_wishes.snooze(people.ola, wish, at=DAY_BEFORE).id == visit.id
    assert services.reminders.hand_over_due(at=DAY_BEFORE + TEN_MINUTES) == 1
    assert len(outbox(services)) == 2
    again = replace(wish, source_key="s2", until=DAY_BEFORE + 3 * TEN_MINUTES)
    services.reminder_wishes.snooze(people.ola, again, at=DAY_BEFORE + TEN_MINUTES)
    services.reminders.hand_over_due(at=again.until)
    assert len({said for _, said, _, _ in outbox(services)}) == 1
    assert len(outbox(services)) == 3


def test_the_last_wish_holds(services: Services, people: Cast, visit: Visit) -> None:
    for number in (1, 2, 3):
        wish = put_off(visit, DAY_BEFORE + number * TEN_MINUTES, key=f"s{number}")
        services.reminder_wishes.snooze(people.ola, wish, at=NOW)
    assert services.reminders.hand_over_due(at=DAY_BEFORE + 3 * TEN_MINUTES) == 1
    assert [state for _, state, _ in reminders(services)].count("queued") == 1


def test_what_would_say_the_same_at_the_same_time_gives_way(
    services: Services, people: Cast, visit: Visit
) -> None:
    services.reminder_wishes.snooze(people.ola, put_off(visit, HOUR_BEFORE + TEN_MINUTES), at=NOW)
    assert ("hour_before", "dropped", "snoozed") in reminders(services)


@pytest.mark.parametrize("until", [NOW, VISIT, VISIT + TEN_MINUTES])
def test_it_comes_neither_in_the_past_nor_after_the_visit_began(
    services: Services, people: Cast, visit: Visit, until: datetime
) -> None:
    with pytest.raises(NotPutOff):
        services.reminder_wishes.snooze(people.ola, put_off(visit, until), at=NOW)


def test_the_question_afterwards_can_wait_until_tomorrow(
    services: Services, people: Cast, visit: Visit
) -> None:
    tomorrow = VISIT + timedelta(days=1)
    services.reminder_wishes.snooze(people.ola, put_off(visit, tomorrow, AFTER), at=VISIT)
    services.reminders.hand_over_due(at=tomorrow)
    assert outbox(services)[-1][1].startswith("Hvordan gikk det på Åsveien skole?")


def test_only_the_own_standing_visit(services: Services, people: Cast, visit: Visit) -> None:
    wish = put_off(visit, DAY_BEFORE)
    with pytest.raises(NotFound):
        services.reminder_wishes.snooze(people.siri, wish, at=NOW)
    services.visits.cancel(people.ola, visit.id, at=NOW)
    with pytest.raises(NotFound):
        services.reminder_wishes.snooze(people.ola, wish, at=NOW)


def test_a_moved_visit_takes_back_what_was_put_off(
    services: Services, people: Cast, visit: Visit
) -> None:
    services.reminder_wishes.snooze(people.ola, put_off(visit, DAY_BEFORE + TEN_MINUTES), at=NOW)
    later = VISIT + timedelta(days=7)
    services.visits.move(people.ola, visit.id, later, None, source_key="m", at=NOW)
    assert len(due(services)) == 3
    assert services.reminders.hand_over_due(at=VISIT) == 0


def test_which_reminder_is_meant(services: Services, people: Cast, visit: Visit) -> None:
    wishes = services.reminder_wishes
    assert wishes.about(people.ola, at=NOW) == (visit, DAY)
    services.reminders.hand_over_due(at=HOUR_BEFORE)
    about = wishes.about(people.ola, at=HOUR_BEFORE)
    assert about is not None
    assert about[0] == visit
    assert wishes.about(people.siri, at=NOW) is None
    with pytest.raises(NotAllowed):
        wishes.about(STRANGER, at=NOW)


@pytest.mark.parametrize(
    ("kind", "left"), [(HOUR, ["after_visit"]), (AFTER, ["day_before", "hour_before"])]
)
def test_done_is_done(
    services: Services, people: Cast, visit: Visit, kind: ReminderKind, left: list[str]
) -> None:
    services.reminder_wishes.dismiss(people.ola, visit.id, kind, at=NOW)
    assert [name for name, state, _ in reminders(services) if state == "waiting"] == left


def test_who_never_changed_anything_has_the_defaults(services: Services, people: Cast) -> None:
    assert services.reminder_wishes.preferences(people.ola) == DEFAULTS
    with pytest.raises(NotAllowed):
        services.reminder_wishes.preferences(STRANGER)


def test_waiting_and_later_reminders_follow_the_hour(
    services: Services, people: Cast, visit: Visit
) -> None:
    prefer(services, people, day_before_at=time(18))
    assert due(services)[0] == DAY_BEFORE + timedelta(hours=3)
    later = replace(WISH, source_key="v2", starts_at=VISIT + timedelta(days=7))
    services.visits.schedule(people.ola, later, at=NOW)
    assert DAY_BEFORE + timedelta(days=7, hours=3) in due(services)
    assert services.reminder_wishes.preferences(people.ola).day_before_at == time(18)


def test_the_question_afterwards_keeps_out_of_the_quiet_hours(
    services: Services, people: Cast, visit: Visit
) -> None:
    prefer(services, people, quiet=(time(9), time(12)))
    assert due(services)[-1] == datetime(2026, 11, 26, 11, tzinfo=UTC)


def test_what_is_not_wanted_is_dropped(services: Services, people: Cast, visit: Visit) -> None:
    prefer(services, people, off=frozenset({DAY}))
    services.reminders.hand_over_due(at=DAY_BEFORE)
    assert reminders(services)[0] == ("day_before", "dropped", "unwanted")
    services.reminder_wishes.snooze(
        people.ola, put_off(visit, DAY_BEFORE + TEN_MINUTES), at=DAY_BEFORE
    )
    services.reminders.hand_over_due(at=DAY_BEFORE + TEN_MINUTES)
    assert len(outbox(services)) == 1  # asked for in so many words


@pytest.mark.parametrize(("until", "given"), [("2026-11-25", 1), ("2026-11-26", 0)])
def test_a_pause_ends_on_its_day(
    services: Services, people: Cast, visit: Visit, until: str, given: int
) -> None:
    prefer(services, people, pause_until=date.fromisoformat(until))
    services.reminders.hand_over_due(at=DAY_BEFORE)
    assert len(outbox(services)) == given
    prefer(services, people, resume=True)
    services.reminders.hand_over_due(at=HOUR_BEFORE)
    assert len(outbox(services)) == given + 1


@pytest.mark.parametrize("until", [date(2026, 11, 21), date(2027, 11, 23)])
def test_a_pause_ends_on_a_day_to_come(services: Services, people: Cast, until: date) -> None:
    with pytest.raises(Invalid):
        prefer(services, people, pause_until=until)


def test_what_comes_late_into_the_night_waits_for_the_morning(
    services: Services, people: Cast
) -> None:
    late_in_the_day = replace(WISH, starts_at=VISIT + timedelta(hours=4))
    services.visits.schedule(people.ola, late_in_the_day, at=NOW)
    assert services.reminders.hand_over_due(at=datetime(2026, 11, 25, 22, tzinfo=UTC)) == 1
    assert outbox(services) == []
    services.reminders.hand_over_due(at=datetime(2026, 11, 26, 7, tzinfo=UTC))
    assert [said.partition(",")[0] for _, said, _, _ in outbox(services)] == ["I dag"]


def test_what_comes_so_late_that_the_hour_before_says_it_is_dropped(
    services: Services, people: Cast, visit: Visit
) -> None:
    services.reminders.hand_over_due(at=HOUR_BEFORE)
    assert [said.partition(",")[0] for _, said, _, _ in outbox(services)] == ["Om en time"]
    assert reminders(services)[0] == ("day_before", "dropped", "past")


def test_the_buttons_fit_the_moment(services: Services, people: Cast, visit: Visit) -> None:
    services.reminders.hand_over_due(at=DAY_BEFORE)
    services.reminders.hand_over_due(at=HOUR_BEFORE)
    titles = [
        title
        for (title,) in rows(
            services, "SELECT title FROM button ORDER BY outbox_sequence, position"
        )
    ]
    assert titles == [
        "Forbered", "Om 10 min", "Om 1 time", "I morgen kl. 8", "Flytt", "Avlys", "Gjort",
        "Forbered", "Om 10 min", "Flytt", "Avlys", "Gjort",
    ]  # fmt: skip


def test_what_was_put_off_does_not_follow_a_new_hour(
    services: Services, people: Cast, visit: Visit
) -> None:
    services.reminder_wishes.snooze(people.ola, put_off(visit, DAY_BEFORE - TEN_MINUTES), at=NOW)
    before = due(services)
    prefer(services, people, day_before_at=time(18))
    assert due(services) == before
