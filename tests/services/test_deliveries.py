"""Attempts are logged, senders share one budget, and doubt about a reminder is resolved."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.messages import Doubt, OutboxState, OutgoingKind
from bot.services.message_ports import Departure, Outgoing
from bot.services.outbox import PACE, REPEATED
from bot.services.stuck import NotStuck, Resolution, TooLateToSend
from tests.support.people import NOW, Cast

CHAT = chat_id(Channel.TELEGRAM, 42)
REMINDER = Outgoing(
    "reminder:1", CHAT, "I morgen", OutgoingKind.REMINDER, "nb", due_at=NOW,
    expires_at=NOW + timedelta(hours=1),
)  # fmt: skip


def put(services: Services, message: Outgoing = REMINDER) -> Departure:
    with services.begin() as uow:
        uow.outbox.add_once(message, NOW)
        uow.commit()
    leaving = services.outbox.begin(services.outbox.due(at=NOW, limit=1)[0].sequence, at=NOW)
    assert leaving is not None
    return leaving


def attempts(services: Services, sequence: int) -> list[str | None]:
    with services.begin() as uow:
        return [each.result for each in uow.deliveries.attempts(sequence)]


def state(services: Services) -> tuple[OutboxState, str | None]:
    with services.begin() as uow:
        found = uow.outbox.find(REMINDER.dedupe_key)
    assert found is not None
    return found.state, found.reason


def test_every_attempt_is_logged_with_its_end(services: Services) -> None:
    leaving = put(services)
    assert attempts(services, leaving.sequence) == [None]
    services.outbox.put_back(leaving, "refused_429", until=NOW, at=NOW)
    again = services.outbox.begin(leaving.sequence, at=NOW)
    assert again is not None
    services.outbox.part_sent(again, parts=1, at=NOW)
    assert attempts(services, leaving.sequence) == ["refused_429", "arrived"]


def test_whose_sender_died_is_logged_as_abandoned(services: Services) -> None:
    leaving = put(services)
    services.outbox.recover(at=NOW + timedelta(minutes=1))
    assert attempts(services, leaving.sequence) == ["abandoned"]
    assert state(services) == (OutboxState.UNCERTAIN, "unanswered")


def test_senders_never_get_the_same_moment(services: Services) -> None:
    def ask(_: int) -> list[datetime]:
        return services.outbox.reserve(5, NOW)

    with ThreadPoolExecutor(4) as pool:
        moments = sorted(moment for granted in pool.map(ask, range(12)) for moment in granted)
    assert moments == [NOW + number * PACE for number in range(60)]
    later = NOW + timedelta(minutes=1)
    assert services.outbox.reserve(1, later) == [later]  # what was not used is not saved up


def test_who_waits_for_an_answer_comes_before_reminders(services: Services) -> None:
    answer = replace(
        REMINDER, dedupe_key="a", chat=chat_id(Channel.TELEGRAM, 43), kind=OutgoingKind.REPLY
    )
    with services.begin() as uow:
        for message in (REMINDER, answer):
            uow.outbox.add_once(message, NOW)
        uow.commit()
    assert [each.dedupe_key for each in services.outbox.due(at=NOW, limit=9)] == [
        "a",
        "reminder:1",
    ]


def doubtful(services: Services) -> int:
    leaving = put(services)
    services.outbox.doubt(leaving, Doubt.NO_ANSWER, parts=1, at=NOW)
    return leaving.sequence


def test_doubt_is_listed_and_resolved(services: Services, people: Cast) -> None:
    invitation = services.partners.invite(people.kari, "Eva Ås", at=NOW)
    services.partners.redeem(invitation.token, CHAT, at=NOW)
    sequence = doubtful(services)
    [stuck] = services.stuck_reminders.all()
    assert (stuck.message.sequence, stuck.partner) == (sequence, "Eva Ås")
    assert [each.result for each in stuck.attempts] == ["no_answer"]
    services.stuck_reminders.resolve(sequence, Resolution.SENT, at=NOW)
    assert state(services)[0] is OutboxState.SENT
    assert services.stuck_reminders.all() == []


def test_it_is_sent_again_with_a_word_but_not_too_late(services: Services) -> None:
    sequence = doubtful(services)
    with pytest.raises(TooLateToSend):
        services.stuck_reminders.resolve(sequence, Resolution.AGAIN, at=NOW + timedelta(hours=1))
    services.stuck_reminders.resolve(sequence, Resolution.AGAIN, at=NOW)
    assert state(services) == (OutboxState.WAITING, REPEATED)


def test_what_is_not_stuck_is_not_resolved(services: Services) -> None:
    sequence = put(services).sequence
    for number in (sequence, 999):
        with pytest.raises(NotStuck):
            services.stuck_reminders.resolve(number, Resolution.SENT, at=NOW)
