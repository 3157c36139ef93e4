"""A moved visit takes its reminders along, once; how it went is asked when it has ended."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, Actor, Channel, chat_id
from bot.domain_model.errors import NotFound
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.visits import VisitInThePast
from bot.services.ports.assistant import payload
from bot.services.reflections import LogReflection
from tests.services.test_visits import DAY_BEFORE, VISIT, WISH, outbox, reminders, rows
from tests.support.people import NOW, Cast

FRIDAY = VISIT + timedelta(days=1)
ENDED = VISIT + timedelta(hours=1)


@pytest.fixture
def eva(services: Services, people: Cast) -> Actor:
    """A partner in Telegram, where what is to be said waits until it is sent."""
    invitation = services.partners.invite(people.kari, "Eva Ås", at=NOW)
    services.partners.redeem(invitation.token, chat_id(Channel.TELEGRAM, 42), at=NOW)
    return invitation.account.actor


def due(services: Services) -> list[datetime]:
    found = rows(services, "SELECT due_at FROM reminder ORDER BY due_at")
    times = [at if isinstance(at, datetime) else datetime.fromisoformat(at) for (at,) in found]
    return [at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC) for at in times]


def buttons(services: Services) -> list[tuple[Any, ...]]:
    return rows(services, "SELECT title, payload FROM button ORDER BY outbox_sequence, position")


def test_its_reminders_are_planned_anew(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    end = FRIDAY + timedelta(hours=2)
    moved = services.visits.move(people.ola, visit.id, FRIDAY, end, source_key="m", at=NOW)
    assert (moved.id, moved.starts_at, moved.ends_at) == (visit.id, FRIDAY, end)
    assert services.visits.coming(people.ola, at=NOW) == [moved]
    assert services.visits.get(people.ola, visit.id) == moved
    assert due(services) == [DAY_BEFORE + timedelta(days=1), FRIDAY - timedelta(hours=1), end]
    assert services.reminders.hand_over_due(at=DAY_BEFORE) == 0


def test_the_same_message_moves_once(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)

    def move(_: int) -> None:
        services.visits.move(people.ola, visit.id, FRIDAY, None, source_key="m1", at=NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(move, range(8)))
    services.visits.move(people.ola, visit.id, VISIT, None, source_key="m2", at=NOW)
    move(0)
    assert services.visits.get(people.ola, visit.id).starts_at == VISIT
    assert len(reminders(services)) == 3
    assert rows(services, "SELECT count(*) FROM visit_move") == [(2,)]


def test_several_moves_at_once_leave_one_set_of_reminders(
    services: Services, people: Cast
) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)

    def move(day: int) -> None:
        start = VISIT + timedelta(days=day)
        services.visits.move(people.ola, visit.id, start, None, source_key=f"m{day}", at=NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(move, range(1, 9)))
    (_, hour_before, _) = due(services)
    kept = services.visits.get(people.ola, visit.id)
    assert hour_before == kept.starts_at - timedelta(hours=1)


def test_what_waits_to_be_sent_is_taken_back_and_said_anew(services: Services, eva: Actor) -> None:
    visit = services.visits.schedule(eva, WISH, at=NOW)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    services.visits.move(eva, visit.id, FRIDAY, None, source_key="m", at=DAY_BEFORE)
    services.reminders.hand_over_due(at=DAY_BEFORE + timedelta(days=1))
    (_, old, _, state), (_, new, _, new_state) = outbox(services)
    assert ("torsdag 26. november" in old, state) == (True, "dropped")
    assert ("fredag 27. november" in new, new_state) == (True, "waiting")


def test_it_is_moved_to_a_time_to_come(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    with pytest.raises(VisitInThePast):
        services.visits.move(people.ola, visit.id, NOW, None, source_key="m", at=NOW)
    assert services.visits.get(people.ola, visit.id) == visit


def test_only_the_own_visit_that_stands_can_be_moved(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)

    def move(actor: Actor, visit_id: str) -> None:
        services.visits.move(actor, visit_id, FRIDAY, None, source_key="m", at=NOW)

    for actor in (people.siri, people.kari, STRANGER):
        with pytest.raises(NotFound):
            move(actor, visit.id)
        with pytest.raises(NotFound):
            services.visits.get(actor, visit.id)
    with pytest.raises(NotFound):
        move(people.ola, "no-such-visit")
    services.visits.cancel(people.ola, visit.id, at=NOW)
    with pytest.raises(NotFound):
        move(people.ola, visit.id)
    assert rows(services, "SELECT count(*) FROM visit_move") == [(0,)]


def test_a_reminder_has_buttons_that_name_its_visit(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    later = f'/snooze_reminder{{"visit": "{visit.id}", "reminder": "day_before", "snooze": '
    assert buttons(services) == [
        ("Forbered", f'/prepare_visit_request{{"visit": "{visit.id}"}}'),
        ("Om 10 min", later + '"10m"}'),
        ("Om 1 time", later + '"1h"}'),
        ("I morgen kl. 8", later + '"tomorrow"}'),
        ("Flytt", f'/move_visit{{"visit": "{visit.id}"}}'),
        ("Avlys", f'/cancel_visit{{"visit": "{visit.id}"}}'),
        ("Gjort", later + '"done"}'),
    ]


def test_how_it_went_is_asked_when_it_has_ended(services: Services, people: Cast) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=ENDED - timedelta(seconds=1))
    assert outbox(services) == []
    assert services.reminders.hand_over_due(at=ENDED) == 1
    [(_, said, _, _)] = outbox(services)
    assert said.startswith("Hvordan gikk det på Åsveien skole?")
    told = payload("log_reflection", school="Åsveien skole", visited_on="2026-11-26")
    assert buttons(services)[0] == ("Logg refleksjon", told)


@pytest.mark.parametrize(
    ("who", "logged", "outcome"),
    [
        ("ola", VISIT, ("dropped", "reflected")),
        ("ola", VISIT - timedelta(seconds=1), ("queued", None)),
        ("siri", VISIT + timedelta(minutes=30), ("queued", None)),
    ],
)
def test_who_has_told_already_is_not_asked(
    services: Services, people: Cast, who: str, logged: datetime, outcome: tuple[str, str | None]
) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    told = LogReflection("r", "åsveien", ReflectionParts(happened="Mye."), VISIT.date())
    services.reflections.log(getattr(people, who), told, at=logged)
    services.reminders.hand_over_due(at=ENDED)
    assert reminders(services)[2][1:] == outcome


def test_a_cancelled_visit_is_not_asked_about(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    services.visits.cancel(people.ola, visit.id, at=NOW)
    services.reminders.hand_over_due(at=ENDED)
    assert reminders(services)[2] == ("after_visit", "dropped", "cancelled")
    assert outbox(services) == []


def test_a_visit_of_long_ago_is_not_asked_about(services: Services, people: Cast) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=ENDED + timedelta(days=2))
    assert reminders(services)[2] == ("after_visit", "dropped", "past")
