"""What may or may not have arrived: told to the reader, or left to be seen; never blind."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.services.outbox import LEASE
from bot.telegram.api import Api
from bot.telegram.sending import Sender
from tests.fakes.bot_api import FakeTelegram
from tests.support.assistants import Clock
from tests.telegram.conftest import KARI
from tests.telegram.outgoing import make_sender, put, send_all, state, texts

pytestmark = pytest.mark.usefixtures("chats")


@pytest.mark.parametrize(
    "fault", [{"kind": "hang", "when": "after"}, {"status": 504, "when": "after"}]
)
async def test_a_read_timeout_is_never_retried_blindly(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock, fault: dict[str, Any]
) -> None:
    put(services, "a")
    put(services, "b")
    telegram.fail("sendMessage", **fault)
    await send_all(sender, clock, steps=40)

    first, second, offer = telegram.messages(KARI)
    assert (first.text, second.text) == ("Tekst a", "Tekst b")
    assert offer.buttons == ["Vis den igjen"]
    assert state(services, "a") == (OutboxState.UNCERTAIN, "unanswered")


async def test_what_was_lost_can_be_shown_again_by_its_button(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock, intake: Any
) -> None:
    put(services, "a")
    telegram.fail("sendMessage", kind="hang", when="before")
    await send_all(sender, clock, steps=2)
    (offer,) = telegram.messages(KARI)
    update = telegram.press(KARI, "Vis den igjen")
    body = {"update_id": update["update_id"], **update["update"]}
    intake.take(body, clock())
    await send_all(sender, clock, steps=3)

    assert [message.text for message in telegram.messages(KARI)] == [
        offer.text + "\n\n→ Vis den igjen",
        "Tekst a\n\n(gjentatt – den kan ha kommet før)",
    ]
    assert state(services, "a") == (OutboxState.SENT, None)


@pytest.mark.parametrize(("when", "arrived"), [("before", 1), ("after", 2)])
async def test_a_broken_connection_is_tried_once_more_and_the_reader_is_told(
    telegram: FakeTelegram,
    services: Services,
    sender: Sender,
    clock: Clock,
    when: str,
    arrived: int,
) -> None:
    put(services, "a")
    telegram.fail("sendMessage", kind="reset", when=when)
    await send_all(sender, clock, steps=5)

    assert len(texts(telegram)) == arrived
    assert "gjentatt" in texts(telegram)[-1]
    assert state(services, "a") == (OutboxState.SENT, None)


@pytest.mark.parametrize("kind", ["hang", "reset"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_reminder_is_never_seen_twice(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock, kind: str, when: str
) -> None:
    put(services, "a", kind=OutgoingKind.REMINDER)
    telegram.fail("sendMessage", kind=kind, when=when)
    await send_all(sender, clock, steps=40)

    assert len(texts(telegram)) == (1 if when == "after" else 0)
    assert state(services, "a") == (OutboxState.UNCERTAIN, "unanswered")


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_process_killed_while_sending_leaves_nothing_unsaid(
    telegram: FakeTelegram,
    services: Services,
    api: Api,
    clock: Clock,
    rng: random.Random,
    when: str,
) -> None:
    put(services, "a")
    telegram.fail("sendMessage", kind="hang", when=when)
    dying = make_sender(services, api, clock, rng)
    await dying.step()
    await asyncio.to_thread(
        lambda: telegram.wait("calls", method="sendMessage", outcome=f"hang {when}")
    )
    await dying.finish(0)  # cancelled in the middle of it: nothing is written down any more
    telegram.heal()
    assert state(services, "a") == (OutboxState.SENDING, None)

    clock.pass_(seconds=LEASE.total_seconds() + 1)
    await send_all(make_sender(services, api, clock, rng), clock)

    assert "gjentatt" in texts(telegram)[-1]
    assert len(texts(telegram)) == (2 if when == "after" else 1)


async def test_a_database_that_stumbles_after_sending_is_told_in_the_end(
    telegram: FakeTelegram,
    services: Services,
    sender: Sender,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    unreachable: Callable[..., Any],
) -> None:
    put(services, "a")
    part_sent = services.outbox.part_sent
    answers = [unreachable, unreachable, part_sent]
    monkeypatch.setattr(
        services.outbox, "part_sent", lambda *args, **named: answers.pop(0)(*args, **named)
    )
    await send_all(sender, clock)
    assert texts(telegram) == ["Tekst a"]
    assert state(services, "a") == (OutboxState.SENT, None)


def test_a_lease_outlives_a_request() -> None:
    assert timedelta(seconds=20) < LEASE
