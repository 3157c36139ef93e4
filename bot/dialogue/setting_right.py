"""What was just saved is set right in words: «nei vent, det var tirsdag»."""

from __future__ import annotations

import re
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.last_said import last_said
from bot.services.ports.reflections import NEWEST

Reading = dict[str, Any]

_SAVED = frozenset({"utter_reflection_saved", "utter_reflection_changed"})
_PLANNED = frozenset({"utter_visit_saved", "utter_visit_moved"})
_NO_WISH = frozenset({"deny", "out_of_scope", "clarify"})
_NEW_WISH = frozenset({"schedule_visit", "log_reflection"})
_TAKES_BACK = re.compile(
    r"\W*(?:nei|neida|vent|feil|sorry|oi|ops|beklager|no|wait|actually|forresten|"
    r"(?:jeg|eg|æ|I) (?:mente|meinte|meant))\b",
    re.IGNORECASE,
)
_LONGEST = 10
_WRONG = re.compile(r"(?:feil|gal|galt|gæren|wrong)\b", re.IGNORECASE)
_NOT_THERE = re.compile(r"\b(?:ikke|ikkje|itj|not)(?: (?:på|ved|hos|at))?\s*$", re.IGNORECASE)


def set_right(tracker: DialogueStateTracker, text: str, reading: Reading) -> Reading | None:
    """Give the reading that changes what was just said to be saved; None when it wants no change.

    Only the day and the school of a reflection, and the time of a visit, are known by themselves.
    """
    if "?" in text or len(text.split()) > _LONGEST or not _may_be_no_wish(text, reading):
        return None
    said = _said_last(tracker)
    told = [each for each in reading["entities"] if not _is_denied(each, text)]
    named = {each["entity"] for each in told}
    if said & _SAVED and named & {"visited_on", "school"}:
        newest = {"entity": "reflection", "value": NEWEST, "start": 0, "end": 0}
        return _wishing("edit_reflection", reading, [*told, newest])
    if said & _PLANNED and "visit_time" in named:
        return _wishing("move_visit", reading, told)
    return None


def _may_be_no_wish(text: str, reading: Reading) -> bool:
    """Tell whether a message wants nothing new; «nei vent, det var torsdag kl 10» takes back."""
    intent, named = reading["intent"]["name"], {each["entity"] for each in reading["entities"]}
    takes_back = _TAKES_BACK.match(text) is not None and "school" not in named
    return intent in _NO_WISH or (takes_back and intent in _NEW_WISH)


def just_saved(tracker: DialogueStateTracker) -> bool:
    """Tell whether the last thing said is that something was saved."""
    return not _said_last(tracker).isdisjoint(_SAVED | _PLANNED)


def _wishing(intent: str, reading: Reading, entities: list[dict[str, Any]]) -> Reading:
    confidence = reading["intent"]["confidence"]
    wish = {"name": intent, "confidence": confidence}
    return {**reading, "intent": wish, "entities": entities, "decision": "command"}


def _said_last(tracker: DialogueStateTracker) -> set[str]:
    return {str(each.metadata.get("utter_action")) for each in last_said(tracker)}


def _is_denied(entity: dict[str, Any], text: str) -> bool:
    """Tell whether a school is named as the wrong one: «feil skole», «ikke Solvik, men Lade»."""
    if entity["entity"] != "school":
        return False
    if _WRONG.match(str(entity["value"])):
        return True
    return _NOT_THERE.search(text[: entity["start"]]) is not None
