"""A whole visit told in one message, read into the reflection's draft."""

from __future__ import annotations

from dataclasses import asdict

from rasa_sdk import Tracker

from actions.forms import Found
from actions.names import LOG_INTENT, SKIPPED, Entity
from bot.domain_model.notes import split_note


def told_at_once(tracker: Tracker) -> Found:
    """Give the parts that the latest message tells, each skipped or told; or nothing."""
    message = tracker.latest_message
    text = str(message.get("text") or "")
    if text.startswith("/") or message.get("intent", {}).get("name") != LOG_INTENT:
        return {}
    schools = (each for each in message.get("entities", []) if each["entity"] == Entity.SCHOOL)
    named = next((text[each["start"] : each["end"]] for each in schools), "")
    note = split_note(text, named)
    return {} if note is None else {part: told or SKIPPED for part, told in asdict(note).items()}
