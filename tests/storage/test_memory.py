"""Conversations in the database: order, checkpoints, and two writers at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.services.ports.memory import (
    CHECKPOINT,
    SESSION_STARTED,
    ConversationChanged,
    ConversationEntry,
)
from bot.storage.database import Database, open_engine
from bot.storage.memory import SqlMemory


@pytest.fixture
def conversations(database_url: str) -> Iterator[SqlMemory]:
    database = Database(open_engine(database_url))
    yield SqlMemory(database)
    database.close()


def entry(kind: str, number: int = 0) -> ConversationEntry:
    return ConversationEntry(kind, None, float(number), {"number": number, "text": "hei\x00 😀"})


def fill(conversations: SqlMemory, kinds: str, sender: str = "anne") -> int:
    names = {"c": CHECKPOINT, "s": SESSION_STARTED, "u": "user"}
    entries = [entry(names[kind], number) for number, kind in enumerate(kinds)]
    return conversations.append(sender, entries, after=0)


def test_entries_come_back_whole_and_in_order(conversations: SqlMemory) -> None:
    position = fill(conversations, "u" * 50)
    log = conversations.recent("anne")
    assert log.entries == tuple(entry("user", number) for number in range(50))
    assert log.position == position
    assert conversations.recent("kari").entries == ()


@pytest.mark.parametrize(
    ("kinds", "first"),
    [
        ("suuu", 0),
        ("suuucuuu", 0),
        ("suuucuuucuu", 4),
        ("suuucuuucuucu", 8),
        ("suucuucusuu", 8),
        ("suucuucusuucu", 8),
        ("uucuu", 2),
        ("uuu", 0),
    ],
)
def test_reading_starts_at_the_last_but_one_checkpoint_of_the_session(
    conversations: SqlMemory, kinds: str, first: int
) -> None:
    fill(conversations, kinds)
    log = conversations.recent("anne")
    assert [each.data["number"] for each in log.entries] == list(range(first, len(kinds)))
    whole = conversations.whole("anne")
    assert len(whole.entries) == len(kinds) - kinds.count("c")
    assert whole.position == log.position


def test_an_append_from_an_old_position_is_refused_as_a_whole(
    conversations: SqlMemory,
) -> None:
    position = fill(conversations, "uu")
    later = conversations.append("anne", [entry("user", 2)], after=position)
    for old in (0, position):
        with pytest.raises(ConversationChanged):
            conversations.append("anne", [entry("user", 9)], after=old)
    assert conversations.append("anne", [], after=later) == later
    assert len(conversations.recent("anne").entries) == 3


def test_of_two_writers_at_once_one_wins(conversations: SqlMemory) -> None:
    def write(number: int) -> bool:
        try:
            conversations.append("anne", [entry("user", number)] * 3, after=0)
        except ConversationChanged:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(write, range(6))) == 1
    numbers = [each.data["number"] for each in conversations.recent("anne").entries]
    assert len(numbers) == 3
    assert len(set(numbers)) == 1


def test_a_conversation_is_forgotten_and_others_stay(conversations: SqlMemory) -> None:
    fill(conversations, "suuc")
    fill(conversations, "su", sender="kari")
    assert sorted(conversations.senders()) == ["anne", "kari"]
    assert conversations.delete_conversation("anne") == 4
    assert conversations.senders() == ["kari"]
    assert conversations.recent("anne").position == 0
    assert conversations.delete_conversation("anne") == 0
