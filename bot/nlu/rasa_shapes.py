"""The shapes in which Rasa passes intents and topics on; read and written here only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.shared.nlu.training_data.message import Message

from bot.domain_model.intents import TOPIC_INTENT, TOPIC_PREFIX
from bot.nlu.decision import Decision
from bot.nlu.topic_model import RankedLabel
from bot.nlu.two_opinions import Understanding

_RANKING_LENGTH = 10
_SIGNALS = "signals"


def label_of_example(example: Mapping[str, Any]) -> str:
    """Give the label of a training example: `faq/<topic id>`, or the intent."""
    return str(example.get("intent_response_key") or example["intent"])


def label_of_response(response: str) -> str:
    """Give the label that a response answers: `utter_faq/<topic id>` answers `faq/<topic id>`."""
    return response.removeprefix("utter_")


def topic_of_label(label: str) -> str | None:
    """Give the topic id of a label, None when it is an intent of its own."""
    return label.removeprefix(TOPIC_PREFIX) if label.startswith(TOPIC_PREFIX) else None


def intent_of_label(label: str) -> str:
    """Give the intent that Rasa's rules know a label by."""
    return TOPIC_INTENT if label.startswith(TOPIC_PREFIX) else label


def write_understanding(message: Message, understood: Understanding) -> None:
    """Write intent, intent ranking, response selector output and signals on `message`.

    The ranking of intents names each intent once, `faq` with its best topic's figure.
    """
    ranking = understood.ranking
    intents: dict[str, float] = {}
    for label in ranking:
        intents.setdefault(intent_of_label(label.name), label.confidence)
    named = [{"name": name, "confidence": figure} for name, figure in intents.items()]
    message.set("intent", named[0], add_to_output=True)
    message.set("intent_ranking", named[:_RANKING_LENGTH], add_to_output=True)
    topics = [label for label in ranking if topic_of_label(label.name) is not None]
    if topics:
        message.set("response_selector", selector_output(topics), add_to_output=True)
    message.set(_SIGNALS, dict(understood.signals))


def selector_output(topics: Sequence[RankedLabel]) -> dict[str, Any]:
    """Give what Rasa's own retrieval action expects of a response selector, best topic first."""
    best = topics[0]
    return {
        "all_retrieval_intents": [TOPIC_INTENT],
        TOPIC_INTENT: {
            "response": {
                "responses": [],  # the action looks them up by its name
                "confidence": best.confidence,
                "intent_response_key": best.name,
                "utter_action": f"utter_{best.name}",
            },
            "ranking": [
                {"confidence": topic.confidence, "intent_response_key": topic.name}
                for topic in topics[:_RANKING_LENGTH]
            ],
        },
    }


def set_intent(message: Message, name: str, confidence: float) -> None:
    """Give `message` another intent and leave the rankings as they were."""
    message.set("intent", {"name": name, "confidence": confidence}, add_to_output=True)


def set_command(message: Message, name: str) -> None:
    """Have `message` be the plain wish `name`, whatever else it resembles."""
    set_intent(message, name, 1.0)
    message.set("decision", str(Decision.COMMAND), add_to_output=True)


def add_entity(message: Message, entity: str, value: Any, start: int, end: int, by: str) -> None:
    """Add an entity to those that `message` has already."""
    found = {"entity": entity, "value": value, "start": start, "end": end, "extractor": by}
    message.set("entities", [*message.get("entities", []), found], add_to_output=True)


def metadata_of(message: Message) -> Mapping[str, Any]:
    """Give what the channel said about the message; empty when it said nothing."""
    return message.get("metadata") or {}


def read_understanding(message: Message) -> Understanding:
    """Give back what `write_understanding` wrote, intents and topics in one list."""
    intents = [
        RankedLabel(entry["name"], entry["confidence"])
        for entry in message.get("intent_ranking", [])
        if entry["name"] != TOPIC_INTENT
    ]
    selected = message.get("response_selector", {}).get(TOPIC_INTENT, {})
    topics = [
        RankedLabel(entry["intent_response_key"], entry["confidence"])
        for entry in selected.get("ranking", [])
    ]
    ranking = sorted(intents + topics, key=lambda label: (-label.confidence, label.name))
    return Understanding(ranking, message.get(_SIGNALS) or {})
