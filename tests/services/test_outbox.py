"""Messages leave once; where that is not known, the reader or an operator can see it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import ChatId
from bot.domain_model.messages import Doubt, OutboxState, OutgoingKind
from bot.services.inbox import Press, Pressed
from bot.services.outbox import LEASE, MOST_ATTEMPTS, Outbox
from bot.services.ports.messages import Departure, Outgoing
from tests.support.people import NOW, Cast

KARI = ChatId("telegram:42")
OLA = ChatId("telegram:43")
LATER = NOW + LEASE + timedelta(seconds=1)


def put(
    services: Services,
    *keys: str,
    chat: ChatId = KARI,
    kind: OutgoingKind = OutgoingKind.REPLY,
    expires_at: datetime | None = None,
) -> None:
    with services.begin() as uow:
        for key in keys:
            message = Outgoing(key, chat, f"Tekst {key}", kind, "nb", (), expires_at)
            uow.outbox.add_once(message, NOW)
        uow.commit()


def leaving(services: Services, at: datetime = NOW) -> Departure:
    (first,) = services.outbox.due(at=at, limit=1)
    begun = services.outbox.begin(first.sequence, at=at)
    assert begun is not None
    return begun


def keys(departures: Sequence[Departure]) -> list[str]:
    return [each.dedupe_key for each in departures]


def find(services: Services, key: str) -> Departure:
    with services.begin() as uow:
        found = uow.outbox.find(key)
    assert found is not None
    return found


def state(services: Services, key: str) -> tuple[OutboxState, str | None]:
    return find(services, key).state, find(services, key).reason


def test_a_chats_messages_leave_in_order_and_chats_beside_each_other(services: Services) -> None:
    put(services, "a", "b")
    put(services, "c", chat=OLA)
    put(services, "page", chat=ChatId("web:00000000-0000-0000-0000-000000000000"))

    assert keys(services.outbox.due(at=NOW, limit=9)) == ["a", "c"]
    first = leaving(services)
    assert keys(services.outbox.due(at=NOW, limit=9)) == ["c"]
    services.outbox.part_sent(first, parts=1, at=NOW)
    assert state(services, "a") == (OutboxState.SENT, None)
    assert keys(services.outbox.due(at=NOW, limit=9)) == ["b", "c"]


def test_a_message_is_sent_by_one_of_several_senders(services: Services) -> None:
    put(services, "a")
    (first,) = services.outbox.due(at=NOW, limit=1)
    with ThreadPoolExecutor(4) as pool:
        begun = list(pool.map(lambda _: services.outbox.begin(first.sequence, at=NOW), range(4)))

    assert len([each for each in begun if each]) == 1


def test_a_later_message_cannot_overtake(services: Services) -> None:
    put(services, "a", "b")
    assert services.outbox.begin(find(services, "b").sequence, at=NOW) is None


def test_a_message_that_is_held_holds_its_chat_but_no_other(services: Services) -> None:
    put(services, "a", "b")
    put(services, "c", chat=OLA)
    services.outbox.put_back(
        leaving(services), "refused_429", until=NOW + timedelta(seconds=7), at=NOW
    )

    assert keys(services.outbox.due(at=NOW, limit=9)) == ["c"]
    soon = NOW + timedelta(seconds=7)
    assert keys(services.outbox.due(at=soon, limit=9)) == ["a", "c"]


def test_a_message_that_comes_too_late_is_dropped_with_its_reason(services: Services) -> None:
    put(services, "a", kind=OutgoingKind.REMINDER, expires_at=NOW)
    (first,) = services.outbox.due(at=NOW, limit=1)

    assert services.outbox.begin(first.sequence, at=NOW) is None
    assert state(services, "a") == (OutboxState.DROPPED, "late")


def test_the_parts_of_a_long_message_are_counted(services: Services) -> None:
    put(services, "a")
    services.outbox.part_sent(leaving(services), parts=2, at=NOW)
    assert (find(services, "a").parts_sent, find(services, "a").state) == (1, "waiting")

    services.outbox.part_sent(leaving(services), parts=2, at=NOW)
    assert state(services, "a") == (OutboxState.SENT, None)


def test_a_partner_who_blocks_us_is_marked(services: Services, people: Cast) -> None:
    invitation = services.partners.invite(people.kari, "Eva Hansen", at=NOW)
    services.partners.redeem(invitation.token, KARI, at=NOW)
    put(services, "a")

    services.outbox.blocked(leaving(services), at=NOW)

    assert state(services, "a") == (OutboxState.DROPPED, "blocked")
    partner = services.partners.in_chat(KARI)
    assert partner is not None
    assert not partner.telegram_reachable


def test_an_unanswered_reply_is_not_sent_again_but_offered(services: Services) -> None:
    put(services, "a")
    services.outbox.doubt(leaving(services), Doubt.NO_ANSWER, parts=1, at=NOW)

    assert state(services, "a") == (OutboxState.UNCERTAIN, "unanswered")
    offer = leaving(services)
    assert "ikke sikker på" in offer.text
    services.outbox.part_sent(offer, parts=1, at=NOW)
    pressed = Pressed("p", KARI, offer.buttons[0].token, NOW)
    assert services.inbox.press(pressed, at=NOW).press is Press.TAKEN

    again = leaving(services)
    assert (again.dedupe_key, again.reason) == ("a", "repeated")
    services.outbox.part_sent(again, parts=1, at=NOW)
    assert state(services, "a") == (OutboxState.SENT, None)
    with services.begin() as uow:
        assert uow.inbox.of_chats([KARI], limit=9) == []


def test_an_offer_that_is_unanswered_is_the_last_word(services: Services) -> None:
    put(services, "a")
    for _ in range(2):
        services.outbox.doubt(leaving(services), Doubt.NO_ANSWER, parts=1, at=NOW)

    assert services.outbox.due(at=NOW, limit=9) == []
    assert state(services, "a:offer") == (OutboxState.UNCERTAIN, "unanswered")


def test_the_rest_of_a_long_message_follows_an_unanswered_part(services: Services) -> None:
    put(services, "a")
    services.outbox.doubt(leaving(services), Doubt.NO_ANSWER, parts=2, at=NOW)
    rest = leaving(services)
    assert (rest.dedupe_key, rest.parts_sent) == ("a", 1)

    services.outbox.part_sent(rest, parts=2, at=NOW)

    assert state(services, "a") == (OutboxState.UNCERTAIN, "unanswered")


def test_a_reply_whose_sender_died_is_sent_again_and_says_so(services: Services) -> None:
    put(services, "a")
    leaving(services)
    assert services.outbox.recover(at=NOW) == 0
    assert services.outbox.recover(at=LATER) == 1

    again = leaving(services, LATER)
    assert (again.dedupe_key, again.reason) == ("a", "repeated")


def test_a_reply_whose_senders_die_one_after_the_other_is_offered_in_the_end(
    services: Services,
) -> None:
    put(services, "a")
    at = NOW
    for _ in range(MOST_ATTEMPTS):
        assert leaving(services, at).dedupe_key == "a"
        at += LEASE + timedelta(seconds=1)
        services.outbox.recover(at=at)

    assert state(services, "a")[0] is OutboxState.UNCERTAIN
    assert find(services, "a:offer").state is OutboxState.WAITING


def test_a_reply_whose_connection_broke_twice_is_offered(services: Services) -> None:
    put(services, "a")
    for _ in range(2):
        services.outbox.doubt(leaving(services), Doubt.BROKEN_OFF, parts=1, at=NOW)

    assert state(services, "a")[0] is OutboxState.UNCERTAIN
    assert find(services, "a:offer").state is OutboxState.WAITING


@pytest.mark.parametrize("doubt", Doubt)
def test_a_reminder_in_doubt_is_left_to_be_seen_and_never_doubled(
    services: Services, doubt: Doubt
) -> None:
    put(services, "a", kind=OutgoingKind.REMINDER)
    services.outbox.doubt(leaving(services), doubt, parts=1, at=NOW)

    assert state(services, "a") == (OutboxState.UNCERTAIN, "unanswered")
    assert services.outbox.due(at=LATER, limit=9) == []


@pytest.mark.parametrize("doubt", Doubt)
def test_a_chore_in_doubt_is_done_again(services: Services, doubt: Doubt) -> None:
    put(services, "a", kind=OutgoingKind.CHORE)
    services.outbox.doubt(leaving(services), doubt, parts=1, at=NOW)

    assert state(services, "a") == (OutboxState.WAITING, None)


def test_a_sender_that_comes_back_too_late_changes_nothing(services: Services) -> None:
    put(services, "a")
    late = leaving(services)
    services.outbox.recover(at=LATER)
    other = Outbox(services.begin, services.notices, services.texts, services.partners, "other")
    (waiting,) = other.due(at=LATER, limit=1)
    assert other.begin(waiting.sequence, at=LATER)

    services.outbox.part_sent(late, parts=1, at=LATER)
    services.outbox.doubt(late, Doubt.NO_ANSWER, parts=1, at=LATER)

    assert state(services, "a")[0] is OutboxState.SENDING
