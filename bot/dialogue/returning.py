"""Somebody comes back to a form that was left open: where she was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import ActiveLoop, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.texts import Texts

RETURNED = "returned"
"""What a reading says of somebody who comes back: the form, the school and the step."""
FREE_TEXT_SLOTS = frozenset({"happened", "worked", "hard", "next_step"})
"""What the form asks for in free words: such an answer must not be taken for a question."""

_AWAY = timedelta(days=1)
"""After this long one has forgotten what was asked, and it is no longer on the screen."""
_SCHOOL = "school"
_SKIPPED = "–"
_ASKS = "utter_ask_"


def open_form(tracker: DialogueStateTracker, sent_at: datetime) -> dict[str, str]:
    """Say where somebody was who comes back to an open form; nothing when she was not away."""
    last = next((e for e in reversed(tracker.events) if isinstance(e, UserUttered)), None)
    told = (last.metadata or {}).get("sent_at") if last else None
    if told is None or sent_at - datetime.fromisoformat(told) < _AWAY:
        return {}
    asked = {_SCHOOL: tracker.get_slot(_SCHOOL), "step": tracker.get_slot(REQUESTED_SLOT)}
    known = {name: str(value) for name, value in asked.items() if value not in (None, _SKIPPED)}
    return {"form": str(tracker.active_loop_name), **known}


def listen_again(tracker: DialogueStateTracker) -> None:
    """Let an open form take answers that was silent while a question of another kind stood alone.

    Rasa lets a form do so only by asking again.
    """
    if tracker.active_loop_name and tracker.active_loop.rejected:
        tracker.update(ActiveLoop(tracker.active_loop_name))


def goes_on(part: Sequence[Event]) -> bool:
    """Tell whether the form that was open asks on at the end of a part.

    The summary shows all of a draft by itself, and who gives it up need not be told of it.
    """
    said = [event for event in part if isinstance(event, BotUttered)]
    if not said or any(isinstance(event, ActiveLoop) for event in part):
        return False
    return str(said[-1].metadata.get("utter_action")).startswith(_ASKS)


def reminder(found: Mapping[str, str], texts: Texts, language: str) -> str:
    """Word where somebody was."""
    form, step, school = found["form"], found.get("step"), found.get(_SCHOOL)
    where = f"replies.left_{form}_at" if school else f"replies.left_{form}"
    said = [texts.get(where, language, **({_SCHOOL: school} if school else {}))]
    if step in FREE_TEXT_SLOTS:
        said.append(texts.get(f"replies.left_at_{step}", language))
    return " ".join(said)
