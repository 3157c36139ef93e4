"""Visits are planned once; their reminders reach the outbox once, or are dropped with a reason."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, Channel, chat_id
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.visits import VisitInThePast
from bot.services.reflections import LogReflection
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

VISIT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
WISH = ScheduleVisit("telegram:1:9", "Åsveien skole", VISIT)
DAY_BEFORE = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
HOUR_BEFORE = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)


def rows(services: Services, query: str) -> list[tuple[Any, ...]]:
    with services.database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def reminders(services: Services) -> list[tuple[Any, ...]]:
    return rows(services, "SELECT kind, state, reason FROM reminder ORDER BY due_at")


def outbox(services: Services) -> list[tuple[Any, ...]]:
    return rows(services, "SELECT chat, text, language, state FROM outbox ORDER BY sequence")


def test_a_visit_is_planned_with_its_reminders(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    assert services.visits.coming(people.ola, at=NOW) == [visit]
    assert services.visits.coming(people.siri, at=NOW) == []
    assert services.visits.coming(STRANGER, at=NOW) == []
    assert reminders(services) == [
        ("day_before", "waiting", None),
        ("hour_before", "waiting", None),
        ("after_visit", "waiting", None),
    ]


def test_the_same_message_plans_once(services: Services, people: Cast) -> None:
    def plan(_: int) -> str:
        return services.visits.schedule(people.ola, WISH, at=NOW).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(plan, range(8)))) == 1
    assert len(reminders(services)) == 3


def test_the_past_cannot_be_planned(services: Services, people: Cast) -> None:
    with pytest.raises(VisitInThePast):
        services.visits.schedule(people.ola, WISH, at=VISIT)


def test_a_stranger_plans_nothing(services: Services) -> None:
    with pytest.raises(NotAllowed):
        services.visits.schedule(STRANGER, WISH, at=NOW)


def test_nothing_is_handed_over_before_its_time(services: Services, people: Cast) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    assert services.reminders.hand_over_due(at=DAY_BEFORE - timedelta(seconds=1)) == 0
    assert outbox(services) == []


def test_a_due_reminder_is_handed_over_once(services: Services, people: Cast) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    assert services.reminders.hand_over_due(at=DAY_BEFORE) == 1
    assert services.reminders.hand_over_due(at=DAY_BEFORE) == 0
    [(chat, said, language, state)] = outbox(services)
    assert chat == f"web:{people.ola.account_id}"
    assert said.startswith("I morgen, torsdag 26. november kl. 09.00: Åsveien skole")
    assert (language, state) == ("nb", "sent")  # the page reads it from here
    assert services.reminders.hand_over_due(at=HOUR_BEFORE) == 1
    assert [state for _, state, _ in reminders(services)] == ["queued", "queued", "waiting"]


def test_it_tells_the_own_last_next_step(services: Services, people: Cast) -> None:
    parts = ReflectionParts(next_step="Avtale tid med ledergruppa først.")
    wish = LogReflection("r1", "åsveien", parts, NOW.date())
    services.reflections.log(people.ola, wish, at=NOW)
    services.reflections.log(people.siri, replace(wish, source_key="r2"), at=NOW)
    services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    assert "Ditt neste steg fra sist: Avtale tid med ledergruppa først." in outbox(services)[0][1]


def test_it_goes_to_telegram_in_the_partners_language(services: Services, people: Cast) -> None:
    chat = chat_id(Channel.TELEGRAM, 42)
    token = services.partners.invite(people.kari, "Per", at=NOW, language="nn").token
    services.partners.redeem(token, chat, at=NOW)
    services.partners.note_language(chat, "nn")
    services.visits.schedule(services.partners.actor_in(chat), WISH, at=NOW)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    [(where, said, language, _)] = outbox(services)
    assert (where, language) == (chat, "nn")
    assert said.startswith("I morgon, torsdag 26. november kl. 09.00: Åsveien skole")


def test_who_cannot_be_reached_in_telegram_finds_it_on_the_web(
    services: Services, people: Cast
) -> None:
    chat = chat_id(Channel.TELEGRAM, 42)
    invitation = services.partners.invite(people.kari, "Per", at=NOW)
    services.partners.redeem(invitation.token, chat, at=NOW)
    services.visits.schedule(invitation.account.actor, WISH, at=NOW)
    services.partners.set_reachable(chat, reachable=False)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    assert outbox(services)[0][0] == f"web:{invitation.account.id}"


def test_a_cancelled_visit_is_not_reminded_of(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    services.visits.cancel(people.ola, visit.id, at=NOW)
    assert services.visits.coming(people.ola, at=NOW) == []
    assert services.reminders.hand_over_due(at=HOUR_BEFORE) == 2
    assert reminders(services) == [
        ("day_before", "dropped", "cancelled"),
        ("hour_before", "dropped", "cancelled"),
        ("after_visit", "waiting", None),
    ]
    assert outbox(services) == []


def test_a_reminder_that_still_waits_to_be_sent_is_withdrawn(
    services: Services, people: Cast
) -> None:
    invitation = services.partners.invite(people.kari, "Eva Ås", at=NOW)
    services.partners.redeem(invitation.token, chat_id(Channel.TELEGRAM, 42), at=NOW)
    eva = invitation.account.actor
    visit = services.visits.schedule(eva, WISH, at=NOW)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    services.visits.cancel(eva, visit.id, at=DAY_BEFORE)
    assert outbox(services)[0][3] == "dropped"


def test_a_past_visit_is_not_reminded_of(services: Services, people: Cast) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=VISIT)
    assert reminders(services)[:2] == [
        ("day_before", "dropped", "past"),
        ("hour_before", "dropped", "past"),
    ]
    assert outbox(services) == []


def test_only_the_own_visit_can_be_cancelled(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    for actor in (people.siri, people.kari, STRANGER):
        with pytest.raises(NotFound):
            services.visits.cancel(actor, visit.id, at=NOW)
    with pytest.raises(NotFound):
        services.visits.cancel(people.ola, "no-such-visit", at=NOW)


def test_several_workers_hand_each_reminder_over_once(services: Services, people: Cast) -> None:
    for number in range(40):
        services.visits.schedule(people.ola, replace(WISH, source_key=f"v{number}"), at=NOW)

    def work(_: int) -> int:
        handed = 0
        while settled := services.reminders.hand_over_due(at=DAY_BEFORE, limit=3):
            handed += settled
        return handed

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(work, range(3))) == 40
    assert len(outbox(services)) == 40
