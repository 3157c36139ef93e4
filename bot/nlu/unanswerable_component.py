"""What is not known, told apart by what kind of message it is."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.decision import Decision
from bot.nlu.rasa_shapes import metadata_of, set_intent
from bot.nlu.rule_component import RuleComponent
from bot.nlu.unanswerable import Unanswerable, kind_of

_LEFT_OPEN = frozenset({Decision.UNKNOWN, Decision.CLARIFY})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class UnanswerableRecogniser(IntentClassifier, RuleComponent):
    """Gives scolding, gibberish and the like an intent of its own; they stay unknown.

    What was understood is left alone, and so is whatever a form waits for. Who only tells how
    things are is not asked which topic was meant.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Ask for a classifier before it."""
        return [IntentClassifier]

    def write_on(self, message: Message, text: str) -> None:
        """Write the intent on a message of a kind that has one."""
        if metadata_of(message).get("expects") is not None:
            return
        kind = kind_of(text) if message.get("decision") in _LEFT_OPEN else None
        asked_back = message.get("decision") == Decision.CLARIFY
        if kind is None or (asked_back and kind is not Unanswerable.FEELING):
            return
        confidence = float(message.get("intent", {}).get("confidence") or 0.0)
        set_intent(message, kind.value, confidence)
        message.set("decision", str(Decision.UNKNOWN), add_to_output=True)
