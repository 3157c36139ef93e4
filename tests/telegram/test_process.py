"""The whole bot process against the fake server: from what people write to what they read."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr

from bot.bootstrap import Services
from bot.domain_model.actors import ChatId
from bot.processes import telegram_parts
from bot.services.ports.assistant import AssistantFailed
from bot.services.ports.messages import Incoming
from bot.settings import Settings
from bot.telegram.api import Patience
from bot.telegram.polling import BadToken, Pauses
from bot.telegram.process import WEBHOOK_PATH, Parts, serve
from tests.fakes.bot_api import FakeTelegram
from tests.support.assistants import ScriptedAssistant
from tests.telegram.conftest import KARI, OLA, in_thread

SHORT = Pauses(conflict=0.1, first=0.1, longest=0.2)
QUICK = Patience(connect=5, answer=2, poll=20)
SECRET = "a-secret-for-the-webhook"


@pytest.fixture
def parts(services: Services, assistant: ScriptedAssistant) -> Parts:
    return telegram_parts(services, assistant)


@asynccontextmanager
async def running(parts: Parts, settings: Settings, **more: Any) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(serve(parts, settings, stop, patience=QUICK, pauses=SHORT, **more))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 30)


async def texts(telegram: FakeTelegram, count: int, chat: int = KARI) -> list[str]:
    found = await in_thread(lambda: telegram.wait_messages(chat, count, timeout=30))
    return [message.text for message in found]


async def test_a_conversation(
    telegram: FakeTelegram, parts: Parts, settings: Settings, assistant: ScriptedAssistant
) -> None:
    async with running(parts, settings):
        telegram.text(KARI, "Lagre?")
        telegram.text(OLA, "hei")
        assert await texts(telegram, 1, OLA) == ["Du sa: hei"]
        assert await texts(telegram, 1) == ["Du sa: Lagre?"]
        telegram.press(KARI, "Ja")
        marked, reply = await texts(telegram, 2)
        await in_thread(lambda: telegram.wait("answered_queries"))
        await in_thread(lambda: telegram.wait("messages", chat_id=KARI, contains="→ Ja"))

    assert reply == "Du sa: /affirm"
    assert telegram.messages(KARI)[0].buttons == []
    assert marked.startswith("Du sa: Lagre?")
    assert telegram.calls("sendChatAction")
    assert telegram.look("profile")[0]["commands:default:nb"]


async def test_what_failed_is_answered_in_order_when_it_works_again(
    telegram: FakeTelegram, parts: Parts, settings: Settings, assistant: ScriptedAssistant
) -> None:
    assistant.failures = [AssistantFailed()]
    async with running(parts, settings):
        telegram.text(KARI, "en")
        telegram.text(KARI, "to")
        assert await texts(telegram, 2) == ["Du sa: en", "Du sa: to"]


async def test_a_webhook_left_behind_is_removed_when_we_poll(
    telegram: FakeTelegram, parts: Parts, settings: Settings, api: Any
) -> None:
    await api.set_webhook("http://127.0.0.1:9/nowhere")
    async with running(parts, settings):
        telegram.text(KARI, "hei")
        assert await texts(telegram, 1) == ["Du sa: hei"]
    assert telegram.look("webhook") == []


async def test_in_webhook_mode_the_webhook_is_set_and_only_the_sending_is_done(
    telegram: FakeTelegram, parts: Parts, settings: Settings
) -> None:
    hooked = settings.model_copy(
        update={
            "telegram_mode": "webhook",
            "telegram_webhook_secret": SecretStr(SECRET),
            "public_url": "http://127.0.0.1:9",
        }
    )
    async with running(parts, hooked):
        await in_thread(lambda: telegram.wait("webhook"))
        assert telegram.look("webhook") == [{"url": "http://127.0.0.1:9" + WEBHOOK_PATH}]
        update = {"update_id": 1, **telegram.act("text", chat_id=KARI, text="hei")["update"]}
        await in_thread(lambda: parts.intake().take(update, _now()))
        assert await texts(telegram, 1) == ["Du sa: hei"]
    assert telegram.calls("getUpdates") == []


async def test_it_can_be_stopped_while_it_waits_for_telegram(
    telegram: FakeTelegram, parts: Parts, settings: Settings
) -> None:
    nowhere = settings.model_copy(update={"telegram_api_url": "http://127.0.0.1:9"})
    async with running(parts, nowhere):
        await asyncio.sleep(0)
    assert telegram.calls() == []


async def test_a_telegram_that_is_away_at_the_start_is_waited_for(
    telegram: FakeTelegram, parts: Parts, settings: Settings
) -> None:
    telegram.fail("getMe", status=502)
    telegram.text(KARI, "hei")
    async with running(parts, settings):
        assert await texts(telegram, 1) == ["Du sa: hei"]


@pytest.mark.parametrize("status", [401, 404])
async def test_a_bad_token_ends_the_process_in_one_clear_sentence(
    telegram: FakeTelegram,
    parts: Parts,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    status: int,
) -> None:
    telegram.fail("getMe", status=status)
    with caplog.at_level(logging.DEBUG), pytest.raises(BadToken) as error:
        await asyncio.wait_for(serve(parts, settings, asyncio.Event()), 30)
    assert "Check TELEGRAM_BOT_TOKEN" in str(error.value)
    assert telegram.token not in caplog.text + str(error.value)


async def test_without_a_token_it_says_so_and_answers_what_pages_left_lying(
    telegram: FakeTelegram,
    parts: Parts,
    settings: Settings,
    services: Services,
    caplog: pytest.LogCaptureFixture,
) -> None:
    chat = ChatId("terminal:kari")
    services.inbox.receive(Incoming("t1", chat, _now(), "hei"), at=_now())
    without = settings.model_copy(update={"telegram_bot_token": None})
    conversations = services.conversations(ScriptedAssistant())
    async with running(parts, without):
        # Finds it answered by the process, or answers it: either way it is, and only once.
        assert await in_thread(lambda: conversations.answer(chat, "t1", _now))
    assert [line.text for line in conversations.lines([chat])] == ["hei", "Du sa: hei"]
    assert "TELEGRAM_BOT_TOKEN is not set" in caplog.text
    assert telegram.calls() == []


async def test_the_clock_work_runs_beside_it_and_stops_with_it(
    parts: Parts, settings: Settings
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def clockwork(stop: threading.Event) -> None:
        begun.set()
        stop.wait(30)
        ended.set()

    async with running(parts, settings, clockwork=clockwork):
        assert await in_thread(lambda: begun.wait(10))
    assert ended.is_set()


async def test_a_clock_work_that_breaks_ends_the_process(parts: Parts, settings: Settings) -> None:
    def clockwork(_: threading.Event) -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        await asyncio.wait_for(serve(parts, settings, asyncio.Event(), clockwork=clockwork), 30)


async def test_the_token_and_the_texts_stay_out_of_the_log(
    telegram: FakeTelegram,
    parts: Parts,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with running(parts, settings):
            telegram.text(KARI, "Jonas i 9B")
            assert await texts(telegram, 1) == ["Du sa: Jonas i 9B"]
    assert telegram.token not in caplog.text
    assert "Jonas" not in caplog.text


def _now() -> datetime:
    return datetime.now(UTC)
