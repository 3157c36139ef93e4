"""Attempts are logged, one process is on duty, and doubt about a reminder is resolved."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.messages import Doubt, OutboxState, OutgoingKind
from bot.services.outbox import DUTY, REPEATED, Outbox
from bot.services.ports.messages import Departure, Outgoing
from bot.services.stuck import NotStuck, Resolution, TooLateToSend
from tests.support.people import NOW, Cast

CHAT = chat_id(Channel.TELEGRAM, 42)
REMINDER = Outgoing(
    "r1", CHAT, "I morgen", OutgoingKind.REMINDER, "nb", due_at=NOW,
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


def wait_in_outbox(services: Services, *messages: Outgoing) -> None:
    with services.begin() as uow:
        for message in messages:
            uow.outbox.add_once(message, NOW)
        uow.commit()


def outbox_of(services: Services, worker: str) -> Outbox:
    return Outbox(services.begin, services.notices, services.texts, services.partners, worker)


def sees(outbox: Outbox, at: datetime) -> bool:
    return bool(outbox.due(at=at, limit=1))


def test_one_process_at_a_time_has_something_to_send(services: Services) -> None:
    one, other = outbox_of(services, "one"), outbox_of(services, "other")
    assert not sees(one, NOW)  # nothing waits, so nobody is on duty
    wait_in_outbox(services, REMINDER)
    assert sees(other, NOW)
    assert not sees(one, NOW)
    assert sees(other, NOW + DUTY / 2)  # and stays on duty
    assert not sees(one, NOW + DUTY)
    assert sees(one, NOW + DUTY * 3 / 2)
    assert not sees(other, NOW + DUTY * 3 / 2)


def test_duty_that_was_given_back_is_taken_at_once(services: Services) -> None:
    one, other = outbox_of(services, "one"), outbox_of(services, "other")
    wait_in_outbox(services, REMINDER)
    assert sees(one, NOW)
    other.end_duty()  # it is not its own to give
    assert not sees(other, NOW)
    one.end_duty()
    assert sees(other, NOW)


@pytest.mark.parametrize("over", [False, True])
def test_of_many_that_ask_at_once_one_goes_on_duty(services: Services, over: bool) -> None:
    wait_in_outbox(services, REMINDER)
    if over:
        assert sees(outbox_of(services, "dead"), NOW)
    together = Barrier(4)

    def ask(worker: int) -> bool:
        together.wait(30)
        return sees(outbox_of(services, str(worker)), NOW + DUTY)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, range(4))) == [False, False, False, True]


def test_who_waits_for_an_answer_comes_before_reminders(services: Services) -> None:
    answer = replace(
        REMINDER, dedupe_key="a", chat=chat_id(Channel.TELEGRAM, 43), kind=OutgoingKind.REPLY
    )
    wait_in_outbox(services, REMINDER, answer)
    assert [each.dedupe_key for each in services.outbox.due(at=NOW, limit=9)] == [
        "a",
        "r1",
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
