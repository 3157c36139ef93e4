"""Turns: in order, one at a time, answered once, never lost."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy

from bot.bootstrap import Services, build_services
from bot.domain_model.actors import Channel, ChatId, chat_id
from bot.domain_model.errors import StorageUnavailable
from bot.services.ports.assistant import (
    AssistantFailed,
    AssistantNotReady,
    AssistantRefused,
    Reply,
    TurnReplies,
)
from bot.services.ports.messages import Incoming
from bot.services.turns import MAX_ATTEMPTS, MAX_UNFINISHED, Outcome, Turns
from bot.settings import Settings
from tests.support.assistants import Clock, ScriptedAssistant, echo
from tests.support.people import NOW, Cast

KARI = ChatId("telegram:42")
OLA = ChatId("telegram:43")


def write(services: Services, *texts: str, chat: ChatId = KARI) -> None:
    for text in texts:
        message = Incoming(f"{chat}:{text}", chat, NOW, text=text)
        services.inbox.receive(message, at=NOW)


def said(services: Services, chat: ChatId = KARI) -> list[str]:
    with services.begin() as uow:
        return [each.text for each in uow.outbox.of_chats([chat], limit=100)]


def test_messages_of_a_chat_are_answered_in_order(
    services: Services, turns: Turns, clock: Clock
) -> None:
    write(services, "en", "to", "tre")
    while turns.handle(KARI, clock):
        pass

    assert said(services) == ["Du sa: en", "Du sa: to", "Du sa: tre"]
    assert turns.chats_due(at=NOW) == []


def test_the_chat_that_has_waited_longest_comes_first(services: Services, turns: Turns) -> None:
    write(services, "en", chat=OLA)
    write(services, "to", chat=KARI)
    write(services, "tre", chat=OLA)

    assert turns.chats_due(at=NOW) == [OLA, KARI]


def test_a_chat_that_is_being_answered_is_left_alone(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "en", "to")
    seen: list[Any] = []

    def while_asked(turn: Any) -> TurnReplies:
        seen.append((turns.handle(KARI, clock), turns.chats_due(at=clock())))
        return echo(turn)

    assistant.answer = while_asked
    turns.handle(KARI, clock)

    assert seen == [(None, [])]


def test_what_a_dead_worker_held_is_answered_by_another(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "en")
    assistant.failures = [KeyboardInterrupt()]  # type: ignore[list-item]  # as abrupt as a kill
    with pytest.raises(KeyboardInterrupt):
        turns.handle(KARI, clock)
    assert turns.handle(KARI, clock) is None

    clock.pass_(seconds=16)

    assert turns.chats_due(at=clock()) == [KARI]
    assert turns.handle(KARI, clock) is Outcome.ANSWERED
    assert [turn.message_id for turn in assistant.turns] == ["telegram:42:en"] * 2
    assert said(services) == ["Du sa: en"]


def test_a_worker_that_comes_back_too_late_says_nothing(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "en")
    other = Turns(services.begin, ScriptedAssistant(), services.notices, services.partners, "b")

    def slowly(turn: Any) -> TurnReplies:
        clock.pass_(seconds=16)
        other.handle(KARI, clock)
        return echo(turn)

    assistant.answer = slowly
    turns.handle(KARI, clock)

    assert said(services) == ["Du sa: en"]


def test_a_worker_that_gives_up_too_late_says_nothing(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "en")
    other = Turns(services.begin, ScriptedAssistant(), services.notices, services.partners, "b")

    def slowly(turn: Any) -> TurnReplies:
        clock.pass_(seconds=16)
        other.handle(KARI, clock)
        raise AssistantRefused

    assistant.answer = slowly
    assert turns.handle(KARI, clock) is Outcome.PARKED
    assert said(services) == ["Du sa: en"]


def test_an_assistant_that_is_not_ready_is_asked_again_for_as_long_as_it_takes(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "en", "to")
    assistant.failures = [AssistantNotReady() for _ in range(30)]
    for _ in range(30):
        assert turns.handle(KARI, clock) is Outcome.PUT_BACK
        assert turns.handle(KARI, clock) is None
        clock.pass_(seconds=1)
    (waiting,) = said(services)
    assert "kommer av seg selv" in waiting

    assert turns.handle(KARI, clock) is Outcome.ANSWERED
    assert said(services)[1:] == ["Du sa: en"]


def test_a_message_that_fails_again_and_again_is_parked_and_the_next_is_answered(
    services: Services,
    turns: Turns,
    assistant: ScriptedAssistant,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    write(services, "hemmelig", "to")
    assistant.failures = [AssistantFailed(reference="abc123") for _ in range(MAX_ATTEMPTS)]
    with caplog.at_level(logging.INFO):
        for attempt in range(MAX_ATTEMPTS):
            assert turns.handle(KARI, clock) is not None
            clock.pass_(seconds=2**attempt)
    assert turns.settled("telegram:42:hemmelig")

    assert turns.handle(KARI, clock) is Outcome.ANSWERED

    apology, answer = said(services)
    assert "abc123" in apology
    assert answer == "Du sa: to"
    assert "hemmelig" not in caplog.text
    assert "abc123" in caplog.text


def test_a_failure_is_tried_again_after_a_growing_while(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "en")
    assistant.failures = [AssistantFailed(), AssistantFailed()]
    assert turns.handle(KARI, clock) is Outcome.PUT_BACK
    clock.pass_(seconds=1)
    assert turns.handle(KARI, clock) is Outcome.PUT_BACK
    clock.pass_(seconds=1)
    assert turns.handle(KARI, clock) is None
    clock.pass_(seconds=1)
    assert turns.handle(KARI, clock) is Outcome.ANSWERED


def test_a_refused_message_is_parked_at_once(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "en")
    assistant.failures = [AssistantRefused()]

    assert turns.handle(KARI, clock) is Outcome.PARKED
    assert "kan jeg ikke lese" in said(services)[0]


def test_a_message_that_kills_every_worker_is_parked_in_the_end(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "en")
    assistant.failures = [KeyboardInterrupt() for _ in range(99)]  # type: ignore[misc]
    for _ in range(MAX_UNFINISHED):
        with pytest.raises(KeyboardInterrupt):
            turns.handle(KARI, clock)
        clock.pass_(seconds=16)

    assert turns.handle(KARI, clock) is Outcome.PARKED


def test_an_answer_without_words_is_not_silence(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "en")
    assistant.answer = lambda _: TurnReplies((Reply("  "),), "en", None)

    turns.handle(KARI, clock)

    assert said(services) == ["I have no answer to that. Write “help” to see what I can do."]


def test_a_partners_languages_are_followed(
    services: Services,
    people: Cast,
    turns: Turns,
    assistant: ScriptedAssistant,
    clock: Clock,
) -> None:
    assert people.ola.account_id
    chat = chat_id(Channel.WEB, people.ola.account_id)
    services.partners.pin_language(people.ola, "en")
    assistant.answer = lambda _: TurnReplies((Reply("hei"),), "nn", None)
    write(services, "en", chat=chat)

    turns.handle(chat, clock)

    assert assistant.turns[0].language == "en"
    partner = services.partners.in_chat(chat)
    assert partner is not None
    assert partner.last_language == "nn"


def test_two_workers_never_answer_the_same_message(
    services: Services, turns: Turns, clock: Clock
) -> None:
    texts = [f"melding {number}" for number in range(20)]
    write(services, *texts)
    other = Turns(services.begin, ScriptedAssistant(), services.notices, services.partners, "b")

    def work(worker: Turns) -> int:
        done = 0
        while worker.chats_due(at=NOW) or not worker.settled(f"{KARI}:{texts[-1]}"):
            done += worker.handle(KARI, clock) is Outcome.ANSWERED
        return done

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(work, [turns, other])) == 20
    assert said(services) == [f"Du sa: {text}" for text in texts]


def test_a_database_that_is_down_is_said_and_nothing_is_answered(
    turns_on_nothing: Turns, clock: Clock
) -> None:
    with pytest.raises(StorageUnavailable):
        turns_on_nothing.handle(KARI, clock)


@pytest.fixture
def turns_on_nothing(tmp_path: Any) -> Turns:
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    services = build_services(Settings(_env_file=None, database_url=url, var_dir=tmp_path))
    return services.turns(ScriptedAssistant())


def test_a_question_is_kept_with_its_topic_and_without_its_asker(
    services: Services, turns: Turns, assistant: ScriptedAssistant, clock: Clock
) -> None:
    write(services, "hva er en utviklingspartner?")
    assistant.answer = lambda _: TurnReplies((Reply("En …"),), "nb", "faq/partner", 0.9)

    turns.handle(KARI, clock)

    with services.database.engine.connect() as connection:
        kept = connection.execute(sqlalchemy.text("SELECT text, topic FROM question_log")).all()
    assert kept == [("hva er en utviklingspartner?", "partner")]
