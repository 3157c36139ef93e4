"""How a message was understood, in the shape in which Rasa takes it for its own reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.shared.core.domain import Domain

from bot.domain_model.intents import CLARIFY, TOPIC_INTENT, TOPIC_PREFIX
from bot.nlu.decision import Decision
from bot.nlu.follow_ups import FollowUp

MANNER = "manner"
GREETING = "greeting"
OMITTED = "omitted"
PART = "#"
"""What comes between a message's id and the number of one of its later parts."""

_ANSWER = f"utter_{TOPIC_PREFIX}"
_PAYLOAD = re.compile(r"/(?P<intent>\w+)/(?P<key>\w+)(?:\{\"manner\": ?\"(?P<manner>\w+)\"\})?")


def answers(domain: Domain) -> Mapping[str, Mapping[str, Any]]:
    """Give what stands in the metadata of each topic's answer."""
    return {
        name.removeprefix(_ANSWER): variations[-1].get("metadata") or {}
        for name, variations in domain.responses.items()
        if name.startswith(_ANSWER)
    }


def answered_topic(utter_action: str | None) -> str | None:
    """Give the topic that an utterance is the answer about."""
    if not utter_action or not utter_action.startswith(_ANSWER):
        return None
    return utter_action.removeprefix(_ANSWER)


def decision_of(reading: Mapping[str, Any]) -> Decision:
    """Say what becomes of a message, as far as it was read alone."""
    return Decision(reading.get("decision", Decision.COMMAND))


def topics_of(reading: Mapping[str, Any]) -> dict[str, float]:
    """Give the topics that a message resembles, and how much."""
    selected = reading.get("response_selector", {}).get(TOPIC_INTENT, {})
    ranking = selected.get("ranking", [])
    named = {each["intent_response_key"]: float(each["confidence"]) for each in ranking}
    return {name.removeprefix(TOPIC_PREFIX): figure for name, figure in named.items()}


def bent_to(reading: Mapping[str, Any], follow_up: FollowUp) -> dict[str, Any]:
    """Give the reading that answers what `follow_up` asks for."""
    found = _answering(TOPIC_PREFIX + follow_up.topic, follow_up.confidence)
    entities = list(reading.get("entities", []))
    if follow_up.language is not None:
        entities = [each for each in entities if each["entity"] != "language"]
        entities.append(_language(follow_up.language))
    bent = {**reading, **found, "entities": entities, "decision": str(Decision.ANSWER)}
    ranking = reading.get("response_selector", {}).get(TOPIC_INTENT, {}).get("ranking", [])
    bent["response_selector"][TOPIC_INTENT]["ranking"] = ranking
    return bent | ({MANNER: str(follow_up.manner)} if follow_up.manner else {})


def asked_back(reading: Mapping[str, Any], topics: Sequence[str]) -> dict[str, Any]:
    """Give the reading that asks which of these topics is meant."""
    return {
        **reading,
        "intent": {"name": CLARIFY, "confidence": reading["intent"]["confidence"]},
        "decision": str(Decision.CLARIFY),
        "suggested": [TOPIC_PREFIX + topic for topic in topics],
    }


def pressed(payload: str | None, language: str | None, domain: Domain) -> dict[str, Any] | None:
    """Understand the payload of a button that answers (`/faq/purpose`) in Rasa's stead.

    Rasa takes payloads apart by itself, but of a retrieval intent it knows the first part only.
    """
    match = _PAYLOAD.fullmatch(payload or "")
    if match is None:
        return None
    full = f"{match['intent']}/{match['key']}"
    if f"utter_{full}" not in domain.responses:
        return None
    manner = {MANNER: match["manner"]} if match["manner"] else {}
    entities = [_language(language)] if language else []
    return {"text": match[0], **_answering(full, 1.0), "entities": entities, **manner}


def _answering(full: str, confidence: float) -> dict[str, Any]:
    intent = full.split("/")[0]
    response = {
        "intent_response_key": full,
        "utter_action": f"utter_{full}",
        "confidence": confidence,
    }
    return {
        "intent": {
            "name": intent,
            "confidence": confidence,
            "full_retrieval_intent_name": full,
        },
        "intent_ranking": [{"name": intent, "confidence": confidence}],
        "response_selector": {
            "all_retrieval_intents": [intent],
            intent: {"response": response, "ranking": []},
        },
    }


def _language(language: str) -> dict[str, Any]:
    return {"entity": "language", "value": language, "start": 0, "end": 0}
