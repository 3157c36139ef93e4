"""Our tracker store gives Rasa the same conversations as Rasa's own, however long they become."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ConversationPaused,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.dialogue.agent import CandidAgent
from bot.dialogue.tracker_store import FlatTrackerStore, StoredTracker
from bot.services.ports.memory import ConversationChanged
from bot.storage.database import Database, open_engine
from bot.storage.memory import SqlMemory

# Rasa warns about every domain, and about what its own dependencies will change one day.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")
MESSAGES = [
    *("logg", "møte", "samtalen", "noe helt annet", "hvorfor", "stopp", "lagre", "lagre feil"),
    *("takk", "takk", "hei", "sprekk", '/greet{"language": "nn"}', "xyzzy"),
    *('/greet{"language": "nb"}', "logg", "møte feil", "samtalen", "/restart"),
]


class LocalActions(EndpointConfig):
    """Runs the tiny assistant's actions in this process."""

    def __init__(self) -> None:
        super().__init__("http://local")
        self.executor = ActionExecutor()
        self.executor.register_package("tests.support.tiny_actions")

    async def request(self, *_: Any, **kwargs: Any) -> Any:
        try:
            return await self.executor.run(kwargs["json"])
        except ActionExecutionRejection as error:
            text = f'{{"action_name": "{error.action_name}", "error": "{error.message}"}}'
            raise ClientResponseError(400, "rejected", text) from error


@pytest.fixture
def memory(database_url: str) -> Iterator[SqlMemory]:
    database = Database(open_engine(database_url))
    yield SqlMemory(database)
    database.close()


@pytest.fixture
def store(memory: SqlMemory) -> FlatTrackerStore:
    return FlatTrackerStore(memory, Domain.empty(), checkpoint_after=12)


def agent_with(store: Any, root: Path) -> Agent:
    agent = CandidAgent(tracker_store=store, action_endpoint=LocalActions())
    agent.load_model(str(root / "models" / "tiny.tar.gz"))
    return agent


async def kept_in(store: TrackerStore, *, whole: bool = False) -> DialogueStateTracker:
    read = store.retrieve_full_tracker if whole else store.retrieve
    tracker = await read("anne")
    assert tracker is not None
    return tracker


def state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that the next turn depends on, apart from the wording of old messages."""
    loop = tracker.active_loop
    return {
        "slots": tracker.current_slot_values(),
        "set": {name: slot.has_been_set for name, slot in tracker.slots.items()},
        "loop": loop and (loop.name, loop.rejected, loop.is_interrupted),
        "opened by": loop and (loop.trigger_message or {}).get("intent", {}).get("name"),
        "action": tracker.latest_action_name,
        "followup": tracker.followup_action,
        "paused": tracker.is_paused(),
        "message": tracker.latest_message and tracker.latest_message.text,
    }


@pytest.mark.slow
async def test_long_conversations_go_as_with_rasas_own_store(
    tiny_root: Path,
    store: FlatTrackerStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TINY_SAVES", str(tmp_path / "saves"))
    stock = SQLTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path / 'stock.db'}")
    agents = [agent_with(stock, tiny_root), agent_with(store, tiny_root)]
    chance = random.Random(7)
    seen_loops = set()
    for turn in range(100):
        text = chance.choice(MESSAGES)
        replies, states = [], []
        for agent in agents:
            message = UserMessage(text, sender_id="anne", message_id=str(turn))
            sent = await agent.processor.handle_message(message)
            replies.append([(each.get("text"), each.get("buttons")) for each in sent])
            tracker = await agent.tracker_store.retrieve("anne")
            states.append(state(tracker))
        assert replies[0] == replies[1], (turn, text)
        assert states[0] == states[1], (turn, text)
        seen_loops.add(states[0]["loop"])
    assert {None, ("log_form", False, False)} == seen_loops
    whole = await kept_in(store, whole=True)
    stocked = await kept_in(stock, whole=True)
    assert [event.type_name for event in whole.events] == [
        event.type_name for event in stocked.events
    ]
    recent = await kept_in(store)
    assert len(recent.events) < 100 < 500 < len(whole.events)


async def test_what_is_read_stays_small_and_complete(
    store: FlatTrackerStore, memory: SqlMemory
) -> None:
    store.domain = Domain.from_dict({"slots": {"school": {"type": "text", "mappings": []}}})
    for turn in range(30):
        tracker = await store.get_or_create_tracker("anne", append_action_listen=False)
        assert len(tracker.events) <= 2 * 12 + 5
        assert tracker.get_slot("school") == ("Fjell" if turn else None)
        assert tracker.is_paused() == (turn > 0)
        if turn == 0:
            tracker.update(SessionStarted())
            tracker.update(SlotSet("school", "Fjell"))
            tracker.update(ConversationPaused())
        tracker.update(UserUttered(f"message {turn}", {"name": "greet"}, message_id=str(turn)))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)
    whole = memory.whole("anne")
    assert [entry.data["text"] for entry in whole.entries if entry.kind == "user"] == [
        f"message {turn}" for turn in range(30)
    ]


async def test_saving_twice_keeps_every_event_once(
    store: FlatTrackerStore, memory: SqlMemory
) -> None:
    tracker = store.init_tracker("anne")
    tracker.update(UserUttered("hei"))
    await store.save(tracker)
    await store.save(tracker)
    tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)
    assert [entry.kind for entry in memory.whole("anne").entries] == ["user", "action"]


async def test_two_that_go_on_from_the_same_point_do_not_mix(store: FlatTrackerStore) -> None:
    first, second = store.init_tracker("anne"), store.init_tracker("anne")
    first.update(UserUttered("a"))
    second.update(UserUttered("b"))
    await store.save(first)
    with pytest.raises(ConversationChanged):
        await store.save(second)
    kept = await kept_in(store)
    assert [event.text for event in kept.events] == ["a"]


async def test_a_tracker_of_rasas_own_kind_is_appended_to_what_is_there(
    store: FlatTrackerStore,
) -> None:
    for text in ("a", "b"):
        known = await store.retrieve("anne")
        events = list(known.events) if known else []
        stranger = DialogueStateTracker.from_events("anne", [*events, UserUttered(text)])
        assert not isinstance(stranger, StoredTracker)
        await store.save(stranger)
    kept = await kept_in(store)
    assert [event.text for event in kept.events] == ["a", "b"]


async def say(store: FlatTrackerStore, text: str, then: Exception | None = None) -> None:
    async with store.opened("anne") as tracker:
        tracker.update(UserUttered(text))
        await store.save(tracker)
        if then is not None:
            raise then


async def test_an_opened_conversation_is_kept_only_when_all_went_well(
    store: FlatTrackerStore,
) -> None:
    with pytest.raises(RuntimeError):
        await say(store, "lost", then=RuntimeError())
    assert await store.retrieve("anne") is None
    async with store.opened("anne") as tracker:
        assert await store.retrieve("anne") is tracker
        tracker.update(UserUttered("kept"))
        await store.save(tracker)
        assert list(await store.keys()) == []
    assert list(await store.keys()) == ["anne"]
