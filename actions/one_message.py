"""A whole visit told in one message, read into the reflection's draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rasa_sdk import Tracker

from actions.forms import Found
from actions.names import LOG_INTENT, SKIPPED, Entity
from bot.domain_model.agreeing import has_reservation
from bot.domain_model.note_parts import parts_of
from bot.domain_model.notes import split_note

_ADD = re.compile(
    r"^(?:(?:å|og|ja|jo|oi|also|and)[, ]+)*(?:legg(?:e)? (?:også |òg )?til|ta (?:også |òg )?med|"
    r"skriv (?:også|òg|at)|glemte å (?:si|skrive)|gløymde å (?:seie|skrive)|add)"
    r"(?: også| òg)?(?: at| that)?[:, ]+",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|^(?:kan|kunne|vil|skal|hva|hvem|hvor\w*|hvilke\w*|når|er|har|kva|kven|kvar|korleis|kvifor|"
    r"kor|ka|kem|koffor|can|could|would|will|what|who|where|how|why|when|is|do|does|endre|bytt|"
    r"byt|rett|fjern|slett|stryk|change|remove|delete)\b",
    re.IGNORECASE,
)
_A_FEW_WORDS = 3


def told_at_once(tracker: Tracker) -> Found:
    """Give the parts that the latest message tells, each skipped or told; or nothing.

    Who was asked whether a message was to be logged, and says so with a button, told it there.
    """
    message = tracker.latest_message
    if message.get("intent", {}).get("name") != LOG_INTENT:
        return {}
    if str(message.get("text") or "").startswith("/"):
        message = _asked_about(tracker)
    text = str(message.get("text") or "")
    schools = (each for each in message.get("entities", []) if each["entity"] == Entity.SCHOOL)
    named = next((text[each["start"] : each["end"]] for each in schools), "")
    note = split_note(text, named)
    return {} if note is None else {part: told or SKIPPED for part, told in asdict(note).items()}


def _asked_about(tracker: Tracker) -> Mapping[str, Any]:
    """Give the message before the button, where it was asked whether that is to be logged."""
    said = [event for event in tracker.events if event["event"] == "user"][-2:]
    before = said[0].get("parse_data") or {} if len(said) > 1 else {}
    return before if LOG_INTENT in (before.get("suggested") or ()) else {}


def told_besides(tracker: Tracker, words: str) -> Found:
    """Give the parts of a draft with what is told besides; nothing when it may be no telling."""
    told = _ADD.sub("", words.strip())
    if len(told.split()) < _A_FEW_WORDS or _ASKS.search(words) or has_reservation(words):
        return {}
    found: Found = {}
    for part, more in asdict(parts_of(told)).items():
        before = tracker.get_slot(part)
        if more:
            found[part] = more if before in (None, SKIPPED) else f"{_ended(before)} {more}"
    return found


def _ended(text: str) -> str:
    return text if text[-1] in ".!?…:" else f"{text}."
