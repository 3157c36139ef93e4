"""A tracker's state as a few events, so that the events before them need not be read again.

Rasa's own stores give every turn all events since the session began: at 10,000 events a turn
takes a second. What is restored here is all that Rasa reads from a tracker at the start of a
turn: slots, the active form with the message that opened it, whether the form was rejected,
and whether the conversation is paused.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.services.conversations import CHECKPOINT, ConversationEntry


def make_checkpoint(tracker: DialogueStateTracker) -> ConversationEntry:
    """Say in one entry all that the tracker's events led to; only between two turns."""
    timestamp = tracker.events[-1].timestamp
    events = [*_loop_events(tracker), *_slot_events(tracker)]
    if tracker.is_paused():
        events.append(ConversationPaused())
    events.append(ActionExecuted(ACTION_LISTEN_NAME))
    for event in events:
        event.timestamp = timestamp
    data = {"event": CHECKPOINT, "events": [event.as_dict() for event in events]}
    return ConversationEntry(CHECKPOINT, None, timestamp, data)


def events_of_checkpoint(data: dict[str, Any]) -> list[Event]:
    """Give back the events that restore the state."""
    events: list[Event] = deserialise_events(data["events"])
    return events


def is_between_turns(tracker: DialogueStateTracker) -> bool:
    """Whether the last thing that happened is that Rasa began to listen."""
    last = tracker.events[-1] if tracker.events else None
    return isinstance(last, ActionExecuted) and last.action_name == ACTION_LISTEN_NAME


def _loop_events(tracker: DialogueStateTracker) -> list[Event]:
    loop = tracker.active_loop
    if loop is None or loop.name is None:
        return []
    # Rasa keeps the message that opened the form (`from_trigger_intent`), and folds a form's
    # later runs into its first one; so message and first run are needed before the activation.
    opened_by = loop.trigger_message or {}
    events: list[Event] = [
        UserUttered(
            opened_by.get("text"),
            opened_by.get("intent"),
            opened_by.get("entities"),
            parse_data=opened_by or None,
        ),
        ActionExecuted(loop.name),
        ActiveLoop(loop.name),
    ]
    if loop.rejected:
        events.append(ActionExecutionRejected(loop.name))
    return events


def _slot_events(tracker: DialogueStateTracker) -> list[Event]:
    return [SlotSet(slot.name, slot.value) for slot in tracker.slots.values() if slot.has_been_set]
