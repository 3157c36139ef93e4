"""How a message was understood, as one flat record: what `refleks parse` prints a line of.

Nothing here imports Rasa; it reads the result of Rasa's parsing as a plain mapping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain_model.intents import CLARIFY, OUT_OF_SCOPE, TOPIC_INTENT, TOPIC_PREFIX
from bot.domain_model.language import identify_language
from bot.domain_model.privacy import find_personal_data
from bot.domain_model.themes import suggest_themes
from bot.nlu.unanswerable import Unanswerable

_ALTERNATIVES = 3


def understanding(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """Turn Rasa's result for one message into the record; keys and order are a promise."""
    text = str(parsed["text"])
    intent = parsed["intent"]
    topics = _topics(parsed)
    name = _name(str(intent["name"]), parsed.get("suggested") or ())
    topic = topics[0] if topics and name == TOPIC_INTENT else None
    visit = _entity(parsed, "visit_time") or {}
    return {
        "text": text,
        "intent": name,
        "confidence": round(float(intent["confidence"]), 4),
        "decision": parsed["decision"],
        "topic": topic,
        "alternatives": [each for each in topics if each != topic][:_ALTERNATIVES],
        "language": identify_language(text).value,
        "school": _entity(parsed, "school"),
        "visit_start": visit.get("start"),
        "visit_end": visit.get("end"),
        "visit_certain": bool(visit.get("certain", False)),
        "themes": [
            {"theme": found.theme.value, "evidence": found.evidence}
            for found in suggest_themes(text)
        ],
        "personal_data": [
            {"text": found.text, "kind": found.kind.value} for found in find_personal_data(text)
        ],
    }


def _name(intent: str, suggested: Sequence[str]) -> str:
    """Give what the record calls an intent; its `decision` tells what became of the message.

    Where it is asked what was meant, that is the likeliest of what is `suggested`.
    """
    if intent == CLARIFY:
        return suggested[0].split("/")[0] if suggested else TOPIC_INTENT
    return OUT_OF_SCOPE if intent in [*Unanswerable] else intent


def _topics(parsed: Mapping[str, Any]) -> list[str]:
    """List the topics that the message resembles, best first."""
    selected = parsed.get("response_selector", {}).get(TOPIC_INTENT, {})
    return [
        str(entry["intent_response_key"]).removeprefix(TOPIC_PREFIX)
        for entry in selected.get("ranking", [])
    ]


def _entity(parsed: Mapping[str, Any], name: str) -> Any:
    found = (entity["value"] for entity in parsed["entities"] if entity["entity"] == name)
    return next(found, None)
