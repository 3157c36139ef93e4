"""What stands under the very last question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions.call import Call


def is_asked(call: Call, meaning: str) -> bool:
    """Tell whether a button that means this is under the very last question."""
    return meaning in _buttons_of_last_turn(call)


def _buttons_of_last_turn(call: Call) -> Iterator[str]:
    people_spoke = 0
    event: dict[str, Any]
    for event in reversed(call.tracker.events):
        people_spoke += event["event"] == "user"
        if people_spoke > 1:
            return
        if people_spoke == 1 and event["event"] == "bot":
            for each in (event.get("data") or {}).get("buttons") or ():
                yield str(each["payload"])
