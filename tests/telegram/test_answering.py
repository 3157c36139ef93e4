"""Turns run beside each other for several chats, and one after the other in each."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.services.ports.assistant import AssistantNotReady, Turn, TurnReplies
from bot.services.ports.messages import Incoming
from bot.telegram import answering
from bot.telegram.answering import Answerer
from bot.telegram.api import Api
from bot.telegram.waiting import Bell
from tests.fakes.bot_api import FakeTelegram
from tests.support.assistants import Clock, ScriptedAssistant, echo
from tests.support.people import NOW
from tests.telegram.conftest import KARI, OLA, chat_of, in_thread, said


@pytest.fixture
def answerer(
    services: Services,
    assistant: ScriptedAssistant,
    api: Api,
    clock: Clock,
    telegram: FakeTelegram,
) -> Answerer:
    telegram.add_chat(KARI)
    telegram.add_chat(OLA)
    turns = services.turns(assistant)
    return Answerer(turns, api, clock, Bell(asyncio.Event()), answered=lambda: None)


def write(services: Services, *texts: str, chat: int = KARI) -> None:
    for text in texts:
        message = Incoming(f"{chat}:{text}", chat_of(chat), NOW, text=text)
        services.inbox.receive(message, at=NOW)


async def test_all_that_waits_is_answered_while_we_seem_to_type(
    telegram: FakeTelegram, services: Services, answerer: Answerer
) -> None:
    write(services, "en", "to")
    write(services, "tre", chat=OLA)
    await answerer.step()
    await answerer.finish(10)

    assert [message.text for message in said(services)] == ["Du sa: en", "Du sa: to"]
    assert [message.text for message in said(services, OLA)] == ["Du sa: tre"]


async def test_somebody_types_in_the_chat_that_waits(
    telegram: FakeTelegram, services: Services, answerer: Answerer, assistant: ScriptedAssistant
) -> None:
    thinking = threading.Event()

    def slowly(turn: Turn) -> TurnReplies:
        thinking.wait(10)
        return echo(turn)

    assistant.answer = slowly
    write(services, "en")
    await answerer.step()
    (call,) = await in_thread(lambda: telegram.wait("calls", method="sendChatAction"))
    thinking.set()
    await answerer.finish(10)
    assert (call["params"]["chat_id"], call["params"]["action"]) == (str(KARI), "typing")


async def test_typing_that_is_refused_spoils_nothing(
    telegram: FakeTelegram, services: Services, answerer: Answerer
) -> None:
    telegram.fail("sendChatAction", status=403)
    write(services, "en")
    await answerer.step()
    await answerer.finish(10)
    assert len(said(services)) == 1


async def test_a_slow_chat_does_not_keep_another_waiting(
    services: Services, answerer: Answerer, assistant: ScriptedAssistant
) -> None:
    ola_was_answered = threading.Event()

    def kari_waits_for_ola(turn: Turn) -> TurnReplies:
        if turn.sender_id == chat_of(KARI):
            assert ola_was_answered.wait(10)
        else:
            ola_was_answered.set()
        return echo(turn)

    assistant.answer = kari_waits_for_ola
    write(services, "en")
    write(services, "to", chat=OLA)
    await answerer.step()
    await answerer.finish(10)
    assert (len(said(services)), len(said(services, OLA))) == (1, 1)


async def test_no_more_run_at_once_than_allowed(
    services: Services, answerer: Answerer, assistant: ScriptedAssistant
) -> None:
    running, most = [0], [0]
    lock = threading.Lock()

    def count(turn: Turn) -> TurnReplies:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        replies = echo(turn)
        with lock:
            running[0] -= 1
        return replies

    assistant.answer = count
    for number in range(20):
        write(services, "hei", chat=100 + number)
    for _ in range(3):
        await answerer.step()
        await answerer.finish(10)
    assert most[0] <= answering.AT_ONCE
    assert all(said(services, 100 + number) for number in range(20))


async def test_the_loop_tries_again_when_the_assistant_is_there(
    services: Services, assistant: ScriptedAssistant, api: Api, clock: Clock
) -> None:
    assistant.failures = [AssistantNotReady(), AssistantNotReady()]
    write(services, "en")
    stop, answered = asyncio.Event(), asyncio.Event()

    def noted() -> None:
        clock.pass_(seconds=2)
        if said(services):
            answered.set()

    bell = Bell(stop)
    answerer = Answerer(services.turns(assistant), None, clock, bell, noted)
    running = asyncio.create_task(answerer.run(stop))
    await asyncio.wait_for(answered.wait(), 20)
    stop.set()
    await asyncio.wait_for(running, 10)
    assert [message.text for message in said(services)] == ["Du sa: en"]


async def test_an_inbox_that_cannot_be_read_is_waited_for(
    services: Services,
    assistant: ScriptedAssistant,
    answerer: Answerer,
    monkeypatch: pytest.MonkeyPatch,
    unreachable: Callable[..., Any],
) -> None:
    write(services, "en")
    turns = answerer._turns
    with monkeypatch.context() as patch:
        patch.setattr(turns, "chats_due", unreachable)
        await answerer.step()
    with monkeypatch.context() as patch:
        patch.setattr(turns, "handle", unreachable)
        await answerer.step()
        await answerer.finish(10)
    await answerer.step()
    await answerer.finish(10)
    assert len(said(services)) == 1


async def test_a_turn_that_breaks_is_told_without_its_words(
    services: Services,
    assistant: ScriptedAssistant,
    answerer: Answerer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assistant.failures = [RuntimeError("hemmelig")]
    write(services, "hemmelig")
    await answerer.step()
    await answerer.finish(10)
    assert "RuntimeError" in caplog.text
    assert "hemmelig" not in caplog.text
