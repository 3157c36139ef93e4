"""Which message told which part of a reflection, read from the conversation."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.names import REFLECTION_PARTS, SKIPPED
from bot.services.ports.reflections import WHOLE_NOTE

_PARTS = frozenset(part.value for part in REFLECTION_PARTS)


def parts_told(tracker: Tracker) -> dict[str, set[str]]:
    """Give the parts that each message told and that nothing has replaced since, by its key.

    What a button did to a part («Bytt ut med «en elev»») leaves it with the message it came from.
    A part that was told bit by bit is no single message's.
    """
    told_by: dict[str, str] = {}
    stood: dict[str, str] = {}
    message: str | None = None
    for event in tracker.events:
        if event["event"] == "user":
            pressed = str(event.get("text") or "").startswith("/")
            message = None if pressed else (event.get("metadata") or {}).get("message_id")
        elif event["event"] == "slot" and event["name"] in _PARTS:
            before, stood[event["name"]] = stood.get(event["name"]), str(event["value"] or "")
            if event["value"] in (None, SKIPPED) or _goes_on(before, event["value"]):
                told_by.pop(event["name"], None)
            elif message is not None:
                told_by[event["name"]] = message
    return {key: {part for part, by in told_by.items() if by == key} for key in told_by.values()}


def messages_told(tracker: Tracker) -> dict[str, str]:
    """Name for each message the part that it told, or that it told several."""
    return {
        key: next(iter(parts)) if len(parts) == 1 else WHOLE_NOTE
        for key, parts in parts_told(tracker).items()
    }


def _goes_on(before: str | None, now: str) -> bool:
    return before not in (None, "", SKIPPED) and now.startswith((f"{before} ", f"{before}. "))
