"""Who cannot reach Telegram lets another process send; nothing is said twice for that."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from bot.bootstrap import Services
from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.settings import Settings
from bot.telegram.api import Api, Patience, connect
from bot.telegram.reach import ASK_EVERY, ONE_STRETCH, OUT_OF_REACH
from bot.telegram.sending import IDLE, Sender
from bot.telegram.waiting import Bell
from tests.fakes.bot_api import FakeTelegram
from tests.support.assistants import Clock
from tests.telegram.cable import Cable
from tests.telegram.conftest import KARI, OLA
from tests.telegram.outgoing import beside, make_sender, put, send_all, state, texts

pytestmark = pytest.mark.usefixtures("chats")
ENOUGH = 2 * int(OUT_OF_REACH.total_seconds())
"""Seconds after which a sender that cannot reach Telegram has noticed: its attempts are spread."""


@pytest.fixture
def settings(telegram: FakeTelegram, database_url: str, tmp_path: Path) -> Settings:
    given: dict[str, Any] = {"database_url": database_url, "var_dir": tmp_path}
    return Settings(_env_file=None, telegram_api_url=telegram.url, **given)


@pytest_asyncio.fixture
async def cable(telegram: FakeTelegram) -> AsyncIterator[Cable]:
    """The way to Telegram of the host that is tested; it is put in."""
    made = await Cable(telegram.url).put_in()
    yield made
    await made.pull_out()


@pytest_asyncio.fixture
async def cut_off(
    cable: Cable, telegram: FakeTelegram, services: Services, clock: Clock, rng: random.Random
) -> AsyncIterator[Sender]:
    """The sender of a host that reaches Telegram by the cable."""
    client = connect(cable.url, telegram.token, Patience(connect=5, answer=0.5, poll=20))
    await client.initialize()
    yield make_sender(services, client, clock, rng)
    await client.shutdown()


@pytest.fixture
def other(services: Services, api: Api, clock: Clock, rng: random.Random) -> Sender:
    """The sender of another host, which always reaches Telegram."""
    return beside(services, api, clock, rng, Bell(asyncio.Event()))


def on_duty(services: Services) -> list[Any]:
    with services.database.engine.connect() as connection:
        return list(connection.scalars(text("SELECT worker FROM sender_on_duty")))


async def test_another_host_sends_what_one_cannot(
    telegram: FakeTelegram,
    services: Services,
    cable: Cable,
    cut_off: Sender,
    other: Sender,
    clock: Clock,
) -> None:
    put(services, "first")
    await send_all(cut_off, clock)
    await cable.pull_out()
    for key, kind in (("a", OutgoingKind.REPLY), ("r", OutgoingKind.REMINDER)):
        put(services, key, chat=OLA, kind=kind)
    await send_all(cut_off, clock)
    await send_all(other, clock)
    assert texts(telegram, OLA) == []  # a moment is no reason
    assert on_duty(services) == [services.worker]

    await send_all(cut_off, clock, steps=ENOUGH)
    assert on_duty(services) == []
    await send_all(other, clock, steps=ENOUGH)
    for _ in range(3):  # it stands aside though nobody is on duty, and others take turns
        put(services, f"b{_}", chat=KARI)
        clock.pass_(seconds=60)
        await send_all(cut_off, clock)
        assert on_duty(services) != [services.worker]
        await send_all(other, clock)

    assert texts(telegram, OLA) == ["Tekst a", "Tekst r"]
    assert texts(telegram)[1:] == ["Tekst b0", "Tekst b1", "Tekst b2"]
    assert state(services, "r") == (OutboxState.SENT, None)


async def test_a_host_that_is_alone_goes_on_when_it_can(
    telegram: FakeTelegram,
    services: Services,
    cable: Cable,
    cut_off: Sender,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "bot.telegram.reach")
    await cable.pull_out()
    put(services, "a")
    await send_all(cut_off, clock, steps=60)
    await cable.put_in()
    assert 0 < await cut_off.step() <= ASK_EVERY.total_seconds()
    await send_all(cut_off, clock, steps=ENOUGH)

    assert texts(telegram) == ["Tekst a"]
    assert on_duty(services) == [services.worker]
    told = [each.levelname for each in caplog.records if each.name == "bot.telegram.reach"]
    assert told == ["WARNING", "INFO"]


@pytest.mark.parametrize("code", [429, 500, 502])
async def test_a_refusal_is_an_answer(
    telegram: FakeTelegram,
    services: Services,
    sender: Sender,
    other: Sender,
    clock: Clock,
    code: int,
) -> None:
    put(services, "a")
    telegram.fail("sendMessage", status=code, retry_after=1, times=None)
    await send_all(sender, clock, steps=2 * ENOUGH)
    await send_all(other, clock)
    assert on_duty(services) == [services.worker]
    assert telegram.calls("getMe")[1:] == []  # the first one is of the client's start


async def test_a_refusal_ends_the_wait_as_well(
    telegram: FakeTelegram, services: Services, cable: Cable, cut_off: Sender, clock: Clock
) -> None:
    await cable.pull_out()
    put(services, "a")
    await send_all(cut_off, clock, steps=ENOUGH)
    await cable.put_in()
    telegram.fail("getMe", status=500)
    await send_all(cut_off, clock, steps=ENOUGH)
    assert texts(telegram) == ["Tekst a"]


async def test_failures_that_are_far_apart_are_no_stretch(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    telegram.fail("sendMessage", kind="reset", times=None)
    for key in "abc":
        put(services, key, kind=OutgoingKind.REMINDER)
        await send_all(sender, clock)
        clock.pass_(seconds=ONE_STRETCH.total_seconds() + 1)
    assert await sender.step() == IDLE
    assert telegram.calls("getMe")[1:] == []


async def test_a_duty_that_cannot_be_laid_down_is_laid_down_later(
    telegram: FakeTelegram,
    services: Services,
    api: Api,
    clock: Clock,
    rng: random.Random,
    monkeypatch: pytest.MonkeyPatch,
    unreachable: Callable[..., Any],
) -> None:
    end_duty, away = services.outbox.end_duty, [unreachable, unreachable]
    monkeypatch.setattr(services.outbox, "end_duty", lambda: away.pop()() if away else end_duty())
    telegram.fail("*", kind="reset", times=None)
    sender = make_sender(services, api, clock, rng)
    for number in range(2 * ENOUGH):
        put(services, str(number), kind=OutgoingKind.REMINDER)
    await send_all(sender, clock, steps=2 * ENOUGH)
    assert (away, on_duty(services)) == ([], [])
