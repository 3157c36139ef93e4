"""Updates are kept before Telegram hears that they have arrived, whatever goes wrong."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.telegram.api import Api
from bot.telegram.intake import UpdateIntake
from bot.telegram.polling import ATTEMPTS, CHANNEL, BadToken, Pauses, Poller
from tests.fakes.bot_api import FakeTelegram
from tests.support.assistants import Clock
from tests.support.people import NOW
from tests.telegram.conftest import KARI, heard, in_thread

SHORT = Pauses(conflict=0.05, first=0.05, longest=0.05)
Make = Callable[[], Poller]


@pytest.fixture
def make(
    api: Api, intake: UpdateIntake, services: Services, clock: Clock, rng: random.Random
) -> Make:
    def poller() -> Poller:
        return Poller(api, intake, services.inbox, clock, rng, taken=lambda: None, pauses=SHORT)

    return poller


@asynccontextmanager
async def polling(make: Make) -> AsyncIterator[asyncio.Task[None]]:
    stop = asyncio.Event()
    task = asyncio.create_task(make().run(stop))
    try:
        yield task
    finally:
        stop.set()
        await asyncio.wait_for(task, 10)


async def confirmed(telegram: FakeTelegram) -> None:
    await in_thread(lambda: telegram.wait("confirmed"))


async def test_what_people_write_is_kept_and_then_confirmed(
    telegram: FakeTelegram, services: Services, make: Make
) -> None:
    telegram.text(KARI, "en")
    async with polling(make):
        await confirmed(telegram)
        telegram.text(KARI, "to")
        await confirmed(telegram)

    assert heard(services) == [("en", None), ("to", None)]
    assert "callback_query" in telegram.calls("getUpdates")[0]["params"]["allowed_updates"]


async def test_it_stops_at_once_though_telegram_keeps_the_poll_open(
    telegram: FakeTelegram, make: Make
) -> None:
    async with polling(make):
        await in_thread(lambda: telegram.wait("pollers"))


async def test_a_process_that_died_before_confirming_gets_its_updates_again_and_keeps_each_once(
    telegram: FakeTelegram, services: Services, make: Make, intake: UpdateIntake
) -> None:
    update = telegram.text(KARI, "en")
    body = {"update_id": update["update_id"], **update["update"]}
    await in_thread(lambda: intake.take(body, NOW))
    telegram.text(KARI, "to")
    async with polling(make):
        await confirmed(telegram)

    assert heard(services) == [("en", None), ("to", None)]


async def test_after_a_restart_it_goes_on_where_it_was(
    telegram: FakeTelegram, services: Services, make: Make
) -> None:
    last = telegram.text(KARI, "en")["update_id"]
    async with polling(make):
        await confirmed(telegram)
    before = len(telegram.calls("getUpdates"))
    async with polling(make):
        await in_thread(lambda: telegram.wait("calls", before + 1, method="getUpdates"))

    offsets = [call["params"].get("offset") for call in telegram.calls("getUpdates")]
    assert offsets[0] is None
    assert offsets[before] == str(last + 1)


async def test_after_a_week_of_silence_no_number_is_trusted(
    telegram: FakeTelegram, services: Services, make: Make, clock: Clock
) -> None:
    services.inbox.save_next_update(CHANNEL, 900_000_000, at=clock())
    clock.pass_(days=7)
    telegram.text(KARI, "hei")
    async with polling(make):
        await confirmed(telegram)
    assert heard(services) == [("hei", None)]


async def test_another_poller_is_waited_for_and_said(
    telegram: FakeTelegram,
    services: Services,
    make: Make,
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram.fail("getUpdates", status=409, times=3)
    telegram.text(KARI, "hei")
    async with polling(make):
        await confirmed(telegram)

    assert heard(services) == [("hei", None)]
    assert caplog.text.count("another program reads this bot's updates") == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 502},
        {"status": 504},
        {"kind": "garbage"},
        {"kind": "reset"},
        {"kind": "reset", "when": "after"},
        {"status": 429, "retry_after": 1},
    ],
)
async def test_network_errors_are_outlived(
    telegram: FakeTelegram, services: Services, make: Make, fault: dict[str, Any]
) -> None:
    telegram.fail("getUpdates", **fault)
    telegram.text(KARI, "hei")
    async with polling(make):
        await confirmed(telegram)
    assert heard(services) == [("hei", None)]


async def test_a_token_that_is_not_good_ends_it_in_one_clear_sentence(
    telegram: FakeTelegram, make: Make
) -> None:
    telegram.fail("getUpdates", status=401)
    with pytest.raises(BadToken, match="TELEGRAM_BOT_TOKEN"):
        await make().run(asyncio.Event())


async def test_while_the_database_is_away_updates_stay_with_telegram(
    telegram: FakeTelegram,
    services: Services,
    make: Make,
    intake: UpdateIntake,
    monkeypatch: pytest.MonkeyPatch,
    unreachable: Callable[..., Any],
) -> None:
    take, answers = intake.take, [unreachable, unreachable]

    def stumbling(*args: Any) -> Any:
        return answers.pop()(*args) if answers else take(*args)

    monkeypatch.setattr(intake, "take", stumbling)
    telegram.text(KARI, "hei")
    async with polling(make):
        await confirmed(telegram)

    assert answers == []
    assert heard(services) == [("hei", None)]


async def test_one_update_that_cannot_be_taken_does_not_keep_the_others_away(
    telegram: FakeTelegram,
    services: Services,
    make: Make,
    intake: UpdateIntake,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    take = intake.take
    attempts: list[int] = []

    def choosy(update: Any, at: Any) -> Any:
        if update["message"]["text"] == "hemmelig":
            attempts.append(1)
            raise RuntimeError(update["message"]["text"])
        return take(update, at)

    monkeypatch.setattr(intake, "take", choosy)
    telegram.text(KARI, "hemmelig")
    telegram.text(KARI, "hei")
    async with polling(make):
        await confirmed(telegram)

    assert heard(services) == [("hei", None)]
    assert len(attempts) == ATTEMPTS
    assert "RuntimeError" in caplog.text
    assert "hemmelig" not in caplog.text


async def test_kinds_that_nobody_knows_are_passed_over(
    telegram: FakeTelegram,
    services: Services,
    make: Make,
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram.act("unknown", chat_id=KARI)
    telegram.act("channel_post", chat_id=-200, text="hemmelig")
    telegram.push({"message": {"text": "uten avsender"}})
    with caplog.at_level(logging.INFO):
        async with polling(make):
            await confirmed(telegram)
    assert heard(services) == []
    assert "channel post" in caplog.text
    assert "unreadable message" in caplog.text
    assert "hemmelig" not in caplog.text


async def test_a_hundred_and_fifty_messages_at_once(
    telegram: FakeTelegram, services: Services, make: Make
) -> None:
    for number in range(150):
        telegram.text(KARI, str(number))
    async with polling(make):
        await confirmed(telegram)
    assert [text for text, _ in heard(services)] == [str(number) for number in range(150)]


def test_numbers_are_trusted_for_less_than_a_week(services: Services, clock: Clock) -> None:
    services.inbox.save_next_update(CHANNEL, 17, at=clock())
    assert services.inbox.next_update(CHANNEL, at=clock() + timedelta(days=5)) == 17
    assert services.inbox.next_update(CHANNEL, at=clock() + timedelta(days=7)) is None
