"""A tracker's state as a few events, so that the events before them need not be read again.

Rasa's own stores give every turn all events since the session began: at 10,000 events a turn
takes a second. What is restored here is all that Rasa reads from a tracker at the start of a
turn: slots, the active form with the message that opened it, whether the form was rejected, and
whether the conversation is paused.

Slots come first, so that they outlive what undoes turns (Rasa's `action_back` and
`action_default_fallback`): inside a form that reaches back to the message that opened the form,
however long ago that was. Stories (`MemoizationPolicy`) see no further back than what is read;
rules look at the latest turn only.
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

from bot.services.ports.memory import CHECKPOINT, ConversationEntry


def make_checkpoint(tracker: DialogueStateTracker) -> ConversationEntry:
    """Say in one entry all that the tracker's events led to; only between two turns."""
    timestamp = tracker.events[-1].timestamp
    events = [*_slot_events(tracker), ActionExecuted(ACTION_LISTEN_NAME), *_loop_events(tracker)]
    if tracker.is_paused():
        events.append(ConversationPaused())
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


def _slot_events(tracker: DialogueStateTracker) -> list[Event]:
    return [SlotSet(slot.name, slot.value) for slot in tracker.slots.values() if slot.has_been_set]


def _loop_events(tracker: DialogueStateTracker) -> list[Event]:
    """Open the form as it was opened.

    Rasa keeps the message that opened a form (`from_trigger_intent`) and folds the form's later
    runs into its first one; so the message and the first run are needed too.
    """
    loop = tracker.active_loop
    if loop is None or loop.name is None:
        return []
    events = [*_message(loop.trigger_message), ActionExecuted(loop.name), ActiveLoop(loop.name)]
    if loop.rejected:
        events.append(ActionExecutionRejected(loop.name))
    return [*events, ActionExecuted(ACTION_LISTEN_NAME)]


def _message(parsed: dict[str, Any] | None) -> list[Event]:
    """Make a message without its id: what it led to lies before the checkpoint."""
    if not parsed or not parsed.get("text"):
        return []
    known = {**parsed, "message_id": None}
    return [UserUttered(parsed["text"], parsed["intent"], parsed["entities"], parse_data=known)]
