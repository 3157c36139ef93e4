"""A tracker store whose turns cost the same however long a conversation has become."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from itertools import islice
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.checkpoint import events_of_checkpoint, is_between_turns, make_checkpoint
from bot.services.ports.memory import (
    CHECKPOINT,
    ConversationEntry,
    ConversationLog,
    Memory,
)

EVENTS_BETWEEN_CHECKPOINTS = 50
"""So between 50 and 100 events are read for a turn, or a turn more."""


class StoredTracker(DialogueStateTracker):
    """A tracker that knows how much of it is in the database already."""

    stored = 0
    """How many of its events came from the log or are in it by now."""
    position = 0
    """Where the log ended when it was read."""
    since_checkpoint = 0
    """How many events the log holds after its newest checkpoint."""


class FlatTrackerStore(TrackerStore):
    """Keeps trackers as event logs behind the port `Memory`."""

    def __init__(
        self,
        memory: Memory,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        *,
        checkpoint_after: int = EVENTS_BETWEEN_CHECKPOINTS,
    ) -> None:
        """Keep everything in `memory`."""
        super().__init__(domain, event_broker)
        self._memory = memory
        self._checkpoint_after = checkpoint_after
        self._opened: dict[str, StoredTracker] = {}

    @asynccontextmanager
    async def opened(self, sender_id: str) -> AsyncIterator[StoredTracker]:
        """Let Rasa work on one tracker; it is kept when the block ends well, and else forgotten.

        Only for whoever holds the conversation's lock.
        """
        tracker = await self.retrieve(sender_id) or self.init_tracker(sender_id)
        self._opened[sender_id] = tracker
        try:
            yield tracker
        finally:
            del self._opened[sender_id]
        await self.save(tracker)

    def init_tracker(self, sender_id: str) -> StoredTracker:
        """Make the tracker of a conversation that has not begun."""
        return StoredTracker(sender_id, self.domain.slots)

    async def retrieve(self, sender_id: str) -> StoredTracker | None:
        """Give the tracker with its newest events, or None when there are none."""
        if sender_id in self._opened:
            return self._opened[sender_id]
        log = await asyncio.to_thread(self._memory.recent, sender_id)
        return self._tracker(sender_id, log)

    async def retrieve_full_tracker(self, conversation_id: str) -> StoredTracker | None:
        """Give the tracker with all its events, or None when there are none."""
        log = await asyncio.to_thread(self._memory.whole, conversation_id)
        return self._tracker(conversation_id, log)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new; within `opened` that waits until its end.

        Raises:
            ConversationChanged: when something else was appended since the tracker was read.
            StorageUnavailable: when the database cannot be reached; then nothing was kept.
        """
        if self._opened.get(tracker.sender_id) is tracker:
            return
        await self.stream_events(tracker)
        known = await self._known(tracker)
        entries = [_entry(event) for event in islice(tracker.events, known.stored, None)]
        since_checkpoint = known.since_checkpoint + len(entries)
        if since_checkpoint >= self._checkpoint_after and is_between_turns(tracker):
            entries.append(make_checkpoint(tracker))
            since_checkpoint = 0
        known.position = await asyncio.to_thread(
            self._memory.append, tracker.sender_id, entries, after=known.position
        )
        known.stored = len(tracker.events)
        known.since_checkpoint = since_checkpoint

    async def keys(self) -> Iterable[str]:
        """List the conversations."""
        return await asyncio.to_thread(self._memory.senders)

    async def _known(self, tracker: DialogueStateTracker) -> StoredTracker:
        if isinstance(tracker, StoredTracker):
            return tracker
        # Somebody else's tracker: it goes on from what is kept, as in Rasa's own stores.
        return await self.retrieve(tracker.sender_id) or self.init_tracker(tracker.sender_id)

    def _tracker(self, sender_id: str, log: ConversationLog) -> StoredTracker | None:
        if not log.entries:
            return None
        tracker = self.init_tracker(sender_id)
        for event in _events(log.entries):
            tracker.update(event)
        tracker.stored = len(tracker.events)
        tracker.position = log.position
        tracker.since_checkpoint = _since_checkpoint(log)
        return tracker


def _events(entries: tuple[ConversationEntry, ...]) -> list[Event]:
    first, rest = entries[0], entries
    events: list[Event] = []
    if first.kind == CHECKPOINT:
        events, rest = events_of_checkpoint(first.data), entries[1:]
    return events + deserialise_events([one.data for one in rest if one.kind != CHECKPOINT])


def _since_checkpoint(log: ConversationLog) -> int:
    for count, entry in enumerate(reversed(log.entries)):
        if entry.kind == CHECKPOINT:
            return count
    return len(log.entries)


def _entry(event: Event) -> ConversationEntry:
    data: dict[str, Any] = event.as_dict()
    return ConversationEntry(event.type_name, data.get("name"), event.timestamp, data)
