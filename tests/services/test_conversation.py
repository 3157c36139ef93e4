"""Conversations where nothing has to be sent: pages and terminals."""

from __future__ import annotations

from datetime import timedelta

from bot.bootstrap import Services
from bot.domain_model.actors import ChatId
from bot.services.conversation import Conversations
from bot.services.inbox import Pressed
from bot.services.ports.assistant import AssistantNotReady
from bot.services.ports.messages import Incoming
from tests.support.assistants import Clock, ScriptedAssistant

CHAT = ChatId("terminal:kari")


def write(services: Services, text: str, clock: Clock) -> None:
    services.inbox.receive(Incoming(text, CHAT, clock(), text=text), at=clock())


def test_a_conversation_reads_as_it_was_held(services: Services, clock: Clock) -> None:
    talk = services.conversations(ScriptedAssistant())
    write(services, "Lagre?", clock)
    assert talk.answer(CHAT, "Lagre?", clock)
    (yes, _) = talk.lines([CHAT])[-1].buttons
    clock.pass_(seconds=1)
    services.inbox.press(Pressed("p", CHAT, yes.token, clock()), at=clock())
    assert [line.open for line in talk.lines([CHAT])] == [False, False, True]
    assert talk.answer(CHAT, "p", clock)

    lines = talk.lines([CHAT])
    assert [(line.author, line.text) for line in lines] == [
        ("person", "Lagre?"),
        ("refleks", "Du sa: Lagre?"),
        ("person", "Ja"),
        ("refleks", "Du sa: /affirm"),
    ]
    assert lines[1].buttons == ()
    assert [line.pressed for line in lines] == [False, False, True, False]
    assert [line.text for line in talk.lines([CHAT], limit=1)] == ["Du sa: /affirm"]
    assert talk.lines([ChatId("terminal:ola")]) == []


def test_patience_ends_and_the_message_still_waits(services: Services, clock: Clock) -> None:
    assistant = ScriptedAssistant()
    assistant.failures = [AssistantNotReady() for _ in range(5)]
    turns = services.turns(assistant)
    talk = Conversations(services.begin, turns, pause=lambda _: clock.pass_(seconds=1))
    write(services, "hei", clock)

    assert not talk.answer(CHAT, "hei", clock, patience=timedelta(seconds=3))
    assert talk.lines([CHAT])[0].open
    assert talk.answer(CHAT, "hei", clock, patience=timedelta(seconds=30))
