"""A long text that Telegram cut into several messages is one turn, and is kept as one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import ChatId
from bot.domain_model.messages import may_be_cut
from bot.services.ports.assistant import AssistantFailed, payload
from bot.services.ports.messages import Incoming
from bot.services.turns import Turns
from tests.support.assistants import Clock, ScriptedAssistant
from tests.support.people import NOW

KARI = ChatId("telegram:42")
LONG = "Vi prøvde to lærere i rommet. " * 130


def paste(services: Services, *texts: str, seconds: int = 0) -> None:
    """Send texts as Telegram sends a pasted one that is too long for one message."""
    for number, text in enumerate(texts):
        sent_at = NOW + timedelta(seconds=seconds * number)
        part = Incoming(f"m{number}", KARI, sent_at, text=text, cut=may_be_cut(text))
        for _ in range(2):
            services.inbox.receive(part, at=sent_at)


def test_a_text_that_was_cut_into_several_messages_is_one_turn(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    second = "x" * 4096
    paste(services, f"logg: {LONG}912 34", second, "og slutt", seconds=1)
    assert turns.chats_due(at=NOW + timedelta(seconds=1.5)) == []
    clock.pass_(seconds=2)
    assistant.failures = [AssistantFailed()]
    while clock() < NOW + timedelta(seconds=9):
        turns.handle(KARI, clock)
        clock.pass_(seconds=1)

    whole = f"logg: {LONG.strip()} 912 34 {second}og slutt"
    assert [(turn.message_id, turn.text) for turn in assistant.turns] == [("m0", whole)] * 2
    with services.begin() as uow:
        assert len(uow.outbox.of_chats([KARI], limit=100)) == 1


def test_an_identifier_across_the_cut_is_masked(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    paste(services, f"{LONG}Ring 912", "34 567")
    turns.handle(KARI, clock)

    assert assistant.turns[0].text == f"{LONG}Ring [telefonnummer]"


@pytest.mark.parametrize(
    ("texts", "seconds", "wait"),
    [
        ((LONG, "noe nytt"), 4, 0),
        (("kort", "noe nytt"), 0, 0),
        ((LONG, LONG, "x" * 4000), 0, 2),
        ((LONG, "resten", "noe nytt"), 0, 0),
    ],
)
def test_what_is_not_the_rest_of_a_text_is_a_turn_of_its_own(
    services: Services,
    turns: Turns,
    assistant: ScriptedAssistant,
    clock: Clock,
    texts: tuple[str, ...],
    seconds: int,
    wait: int,
) -> None:
    paste(services, *texts, seconds=seconds)
    clock.pass_(seconds=seconds + wait)
    while turns.handle(KARI, clock):
        pass

    assert len(assistant.turns) == 2
    assert assistant.turns[1].text == texts[-1].strip()


def test_a_rest_that_comes_after_the_turn_began_is_a_turn_of_its_own(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    paste(services, LONG)
    assert turns.handle(KARI, clock) is None
    clock.pass_(seconds=2)
    turns.handle(KARI, clock)
    rest = Incoming("m1", KARI, NOW, text="resten")
    services.inbox.receive(rest, at=clock())
    turns.handle(KARI, clock)

    assert [turn.message_id for turn in assistant.turns] == ["m0", "m1"]


def test_an_edit_of_a_part_gives_the_whole_text_new_words(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    paste(services, LONG, "resten")
    for key, text in (("m1", "slutten"), ("m0", "Ny begynnelse.")):
        new = Incoming(f"{key}:edit", KARI, NOW, text)
        for _ in range(2):
            services.inbox.receive_edit(new, of=key, at=NOW)
    while turns.handle(KARI, clock):
        pass

    words = [turn.payload for turn in assistant.turns[1:]]
    assert words == [
        payload("edit_message", message="m0", words=f"{LONG.strip()}\nslutten"),
        payload("edit_message", message="m0", words="Ny begynnelse.\nslutten"),
    ]


def test_the_parts_of_a_deleted_text_are_blanked(
    services: Services, turns: Turns, clock: Clock
) -> None:
    paste(services, LONG, "resten")
    clock.pass_(seconds=2)
    turns.handle(KARI, clock)
    with services.begin() as uow:
        uow.traces.erase({KARI}, [], ["m0"])
        assert uow.inbox.parts("m1") == {"m0": "–", "m1": "–"}
