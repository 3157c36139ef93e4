"""Which question a yes in words answers: only the very last one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from actions.call import Call
from actions.names import Entity

_FORM_ANSWER = "inform"


def confirmed_by_last_question(call: Call, intent: str) -> dict[str, Any] | None:
    """Give what the last question was about; None when something came in between.

    A button of another question that means yes is no yes to this one.
    """
    if not call.words:
        return None
    prefix = f"/{intent}"
    for meaning in _buttons_of_last_turn(call):
        if meaning.startswith(prefix):
            told: dict[str, Any] = json.loads(meaning.removeprefix(prefix))
            return told if Entity.CONFIRMED in told else None
    return None


def may_answer_another(call: Call) -> bool:
    """Tell whether a yes in words may be to another question than the form's own.

    That was asked in the same breath, as when a visit is to be cancelled while one is planned.
    """
    own = f"/{_FORM_ANSWER}"
    asked = (each for each in _buttons_of_last_turn(call) if not each.startswith(own))
    return bool(call.words) and any(f'"{Entity.CONFIRMED}"' in each for each in asked)


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
