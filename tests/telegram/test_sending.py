"""Messages leave as Telegram allows, once, against a server that fails in every way."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.services.outbox import DUTY
from bot.services.ports.assistant import Button
from bot.services.ports.messages import Outgoing
from bot.telegram.api import Api, Patience, connect
from bot.telegram.manner import Manner
from bot.telegram.pacing import Pacing
from bot.telegram.sending import IDLE, IN_LINE, LONGEST_TURN, Sender
from bot.telegram.waiting import Bell
from tests.fakes.bot_api import FakeTelegram
from tests.support.assistants import Clock
from tests.support.people import NOW, cast
from tests.telegram.conftest import KARI, OLA, chat_of
from tests.telegram.outgoing import beside, find, make_sender, put, send_all, state, texts

pytestmark = pytest.mark.usefixtures("chats")


async def test_a_chats_messages_arrive_in_order_one_a_second(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    for key in ("a", "b"):
        put(services, key)
    put(services, "c", chat=OLA)
    await send_all(sender, clock)
    assert (texts(telegram), texts(telegram, OLA)) == (["Tekst a"], ["Tekst c"])
    assert 0 < await sender.step() <= 1
    await send_all(sender, clock)
    assert texts(telegram) == ["Tekst a"]

    clock.pass_(seconds=1)
    await send_all(sender, clock)
    assert texts(telegram) == ["Tekst a", "Tekst b"]
    assert state(services, "b") == (OutboxState.SENT, None)


async def test_few_are_committed_to_being_sent_and_all_of_them_leave(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    for number in range(3 * IN_LINE):
        telegram.add_chat(1000 + number)
        put(services, str(number), chat=1000 + number)
    left = []
    for _ in range(3):
        await send_all(sender, clock)
        left.append(len(telegram.messages()))
    assert left == [IN_LINE, 2 * IN_LINE, 3 * IN_LINE]


async def test_a_turn_that_is_too_far_away_is_not_waited_for(
    telegram: FakeTelegram, services: Services, api: Api, clock: Clock, rng: random.Random
) -> None:
    class HeldMeanwhile(Pacing):
        """Telegram holds everybody when a message is committed already."""

        def turn_at(self, chat: str, at: datetime) -> datetime:
            return super().turn_at(chat, at) + (hold if at < NOW + hold else timedelta())

    hold = LONGEST_TURN + timedelta(seconds=1)
    bell = Bell(asyncio.Event())
    sender = Sender(
        api, services.outbox, services.texts, HeldMeanwhile(), Manner(clock, rng), bell
    )
    put(services, "a")
    await send_all(sender, clock)
    assert state(services, "a") == (OutboxState.WAITING, None)
    with services.begin() as uow:
        (attempt,) = uow.deliveries.attempts(find(services, "a").sequence)
    assert attempt.result == "told_to_wait"
    await send_all(sender, clock, steps=2, pause=1)
    assert texts(telegram) == []

    clock.pass_(seconds=2)
    await send_all(sender, clock)
    assert texts(telegram) == ["Tekst a"]


async def test_of_two_processes_one_sends_until_it_is_heard_of_no_more(
    telegram: FakeTelegram,
    services: Services,
    sender: Sender,
    api: Api,
    clock: Clock,
    rng: random.Random,
) -> None:
    other = beside(services, api, clock, rng, Bell(asyncio.Event()))
    put(services, "a")
    await send_all(sender, clock)
    put(services, "c", chat=OLA)
    other.look_again()  # it gave the answer itself
    assert await other.step() <= IDLE
    await other.finish(20)
    assert texts(telegram, OLA) == []

    assert await sender.step() <= IDLE  # by then the one on duty has looked
    await sender.finish(20)
    assert texts(telegram, OLA) == ["Tekst c"]

    put(services, "d", chat=OLA)
    clock.pass_(seconds=DUTY.total_seconds())
    await send_all(other, clock)
    assert texts(telegram, OLA) == ["Tekst c", "Tekst d"]
    put(services, "e", chat=KARI)
    await send_all(sender, clock)
    assert texts(telegram) == ["Tekst a"]


@pytest.mark.parametrize("away", [False, True])
async def test_who_stops_lets_another_send_at_once(
    telegram: FakeTelegram,
    services: Services,
    sender: Sender,
    api: Api,
    clock: Clock,
    rng: random.Random,
    monkeypatch: pytest.MonkeyPatch,
    unreachable: Callable[..., Any],
    caplog: pytest.LogCaptureFixture,
    away: bool,
) -> None:
    put(services, "a")
    await send_all(sender, clock)
    stop = asyncio.Event()
    stop.set()
    if away:
        monkeypatch.setattr(services.outbox, "end_duty", unreachable)
    await sender.run(stop)
    assert ("others wait" in caplog.text) is away

    put(services, "c", chat=OLA)
    await send_all(beside(services, api, clock, rng, Bell(asyncio.Event())), clock)
    assert texts(telegram, OLA) == ([] if away else ["Tekst c"])


async def test_a_long_message_comes_in_parts_with_its_buttons_under_the_last(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    sentence = "Dette er en setning om skoleutvikling. "
    put(services, "a", text=sentence * 250, buttons=(Button("Les mer", "/affirm"),))
    put(services, "b")
    await send_all(sender, clock, steps=4)

    *parts, last = telegram.messages(KARI)
    assert len(parts) == 3
    assert [part.buttons for part in parts] == [[], [], ["Les mer"]]
    assert " ".join(part.text for part in parts) == (sentence * 250).strip()
    assert last.text == "Tekst b"


async def test_html_is_sent_as_the_text_it_is(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    put(services, "a", text="Frisør <Kari> & co <b>1 < 2</b>")
    await send_all(sender, clock)
    assert texts(telegram) == ["Frisør <Kari> & co <b>1 < 2</b>"]


async def test_a_pause_that_telegram_wants_holds_that_chat_only(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    put(services, "a")
    put(services, "c", chat=OLA)
    telegram.fail("sendMessage", status=429, retry_after=7, chat_id=KARI)
    await send_all(sender, clock, steps=6)
    assert (texts(telegram), texts(telegram, OLA)) == ([], ["Tekst c"])

    clock.pass_(seconds=2)
    await send_all(sender, clock)

    assert texts(telegram) == ["Tekst a"]
    assert len(telegram.calls("sendMessage", chat_id=KARI)) == 2


async def test_a_pause_for_everyone_holds_everyone(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    telegram.add_chat(44)
    put(services, "a")
    put(services, "c", chat=OLA)
    telegram.fail("sendMessage", status=429, retry_after=7, times=2)
    await send_all(sender, clock)
    put(services, "d", chat=44)
    await send_all(sender, clock, steps=6)
    assert telegram.messages() == []

    clock.pass_(seconds=3)
    await send_all(sender, clock)

    assert len(telegram.messages()) == 3


async def test_who_blocks_us_is_not_written_to_again_and_the_partner_is_marked(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    actors = cast(services)
    invitation = services.partners.invite(actors.kari, "Eva Ås", at=NOW)
    services.partners.redeem(invitation.token, chat_of(KARI), at=NOW)
    put(services, "a")
    put(services, "c", chat=99)
    telegram.fail("sendMessage", status=403, chat_id=KARI)
    await send_all(sender, clock, steps=3)

    assert state(services, "a") == (OutboxState.DROPPED, "blocked")
    assert state(services, "c") == (OutboxState.DROPPED, "blocked")  # there is no such chat
    partner = services.partners.in_chat(chat_of(KARI))
    assert partner is not None
    assert not partner.telegram_reachable
    assert len(telegram.calls("sendMessage")) == 2


async def test_an_answer_that_cannot_be_read_may_have_been_a_yes(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    put(services, "a")
    telegram.fail("sendMessage", kind="garbage", status=200, when="after")
    await send_all(sender, clock, steps=3)
    assert texts(telegram) == ["Tekst a", "Tekst a\n\n(gjentatt – den kan ha kommet før)"]


async def test_what_telegram_refuses_is_dropped_with_its_reason_and_the_next_goes_on(
    telegram: FakeTelegram,
    services: Services,
    sender: Sender,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    put(services, "a", text="Jonas i 9B")
    put(services, "b")
    telegram.fail("sendMessage", status=400, description="Bad Request: can't parse Jonas")
    with caplog.at_level(logging.DEBUG):
        await send_all(sender, clock, steps=2)

    assert state(services, "a") == (OutboxState.DROPPED, "refused_400")
    assert texts(telegram) == ["Tekst b"]
    assert "Jonas" not in caplog.text
    assert telegram.token not in caplog.text


@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"status": 502}, {"status": 503}, {"kind": "garbage"}]
)
async def test_an_answer_that_it_was_not_done_is_tried_again(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock, fault: dict[str, Any]
) -> None:
    put(services, "a")
    telegram.fail("sendMessage", times=2, **fault)
    await send_all(sender, clock, steps=8)

    assert texts(telegram) == ["Tekst a"]
    assert state(services, "a") == (OutboxState.SENT, None)


async def test_a_telegram_that_cannot_be_reached_is_tried_again(
    telegram: FakeTelegram, services: Services, clock: Clock, rng: random.Random, api: Api
) -> None:
    nowhere = connect("http://127.0.0.1:9", telegram.token, Patience(connect=1))
    put(services, "a")
    await send_all(make_sender(services, nowhere, clock, rng), clock)
    assert state(services, "a") == (OutboxState.WAITING, None)

    clock.pass_(seconds=2)
    await send_all(make_sender(services, api, clock, rng), clock)

    assert texts(telegram) == ["Tekst a"]


async def test_a_message_that_hangs_keeps_no_other_chat_waiting(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    put(services, "a")
    put(services, "c", chat=OLA)
    telegram.fail("sendMessage", kind="hang", chat_id=KARI)
    await sender.step()
    await asyncio.to_thread(lambda: telegram.wait_messages(OLA))
    assert texts(telegram) == []
    await sender.finish(20)


async def test_a_token_that_is_no_longer_good_loses_nothing(
    telegram: FakeTelegram,
    services: Services,
    sender: Sender,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    put(services, "a")
    telegram.fail("sendMessage", status=401)
    await send_all(sender, clock)
    assert "token" in caplog.text
    assert telegram.token not in caplog.text
    await send_all(sender, clock, steps=2, pause=30)
    assert texts(telegram) == ["Tekst a"]


async def test_only_an_address_is_sent_where_texts_must_not_be_in_telegram(
    telegram: FakeTelegram, services: Services, api: Api, clock: Clock, rng: random.Random
) -> None:
    manner = Manner(clock, rng, "https://refleks.example/chat")
    bell = Bell(asyncio.Event())
    sender = Sender(api, services.outbox, services.texts, Pacing(), manner, bell)
    put(services, "a", buttons=(Button("Ja", "/affirm"),))
    await send_all(sender, clock)

    (message,) = telegram.messages(KARI)
    assert message.text == "Du har en melding fra Refleks. Les den på https://refleks.example/chat"
    assert message.buttons == []


async def test_the_loop_sends_what_another_process_has_put_there_and_stops(
    telegram: FakeTelegram, services: Services, api: Api, rng: random.Random, clock: Clock
) -> None:
    stop = asyncio.Event()
    manner = Manner(clock, rng)
    bell = Bell(stop)
    sender = Sender(api, services.outbox, services.texts, Pacing(), manner, bell)
    running = asyncio.create_task(sender.run(stop))
    put(services, "a")
    await asyncio.to_thread(lambda: telegram.wait_messages(KARI))
    stop.set()
    bell.ring()
    await asyncio.wait_for(running, 10)
    assert state(services, "a") == (OutboxState.SENT, None)


async def test_an_outbox_that_cannot_be_read_is_waited_for(
    services: Services,
    sender: Sender,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    unreachable: Callable[..., Any],
) -> None:
    put(services, "a")
    with monkeypatch.context() as patch:
        patch.setattr(services.outbox, "due", unreachable)
        assert await sender.step() > 0
    with monkeypatch.context() as patch:
        patch.setattr(services.outbox, "begin", unreachable)
        await send_all(sender, clock)
    clock.pass_(seconds=1)
    await send_all(sender, clock)
    assert state(services, "a") == (OutboxState.SENT, None)


async def test_what_comes_late_says_so(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    with services.begin() as uow:
        for chat, minutes in ((KARI, 9), (OLA, 11)):
            kind, due = OutgoingKind.REMINDER, NOW - timedelta(minutes=minutes)
            said = Outgoing(str(chat), chat_of(chat), "I morgen", kind, "nb", due_at=due)
            uow.outbox.add_once(said, NOW)
        uow.commit()
    await send_all(sender, clock)
    assert [each.text for each in telegram.messages(KARI)] == ["I morgen"]
    late = "I morgen\n\n(Denne kommer litt sent.)"
    assert [each.text for each in telegram.messages(OLA)] == [late]
