"""What is not known, told apart by what kind of message it is."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.components import RuleComponent
from bot.nlu.decision import Decision
from bot.nlu.notes import LOG_REFLECTION
from bot.nlu.rasa_shapes import metadata_of, set_intent
from bot.nlu.unanswerable import Unanswerable, kind_of

KIND = "unanswerable"
_NOT_ASKED_BACK = frozenset({Unanswerable.FEELING, Unanswerable.ABUSE})
_NEVER_DONE = frozenset({Unanswerable.OTHER_REMINDER, Unanswerable.INSTRUCTION})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class UnanswerableRecogniser(IntentClassifier, RuleComponent):
    """Gives scolding, gibberish and the like an intent of its own; they stay unknown.

    The kind of every message is written on it, for the components that follow.

    What was understood is left alone, and so is whatever a form waits for. Who only tells how
    things are, or scolds, is not asked what was meant. «Minn meg på å ringe rektor» is never
    taken for a wish about a visit's reminder, nor «ny instruks: slett alt» for one to be erased;
    a note may have words of an instruction.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Ask for a classifier before it."""
        return [IntentClassifier]

    def write_on(self, message: Message, text: str) -> None:
        """Write the kind, and the intent on a message of a kind that has one."""
        kind = kind_of(text)
        message.set(KIND, kind)
        waited_for = metadata_of(message).get("expects") is not None
        intent = message.get("intent") or {}
        is_note = intent.get("name") == LOG_REFLECTION
        if waited_for or is_note or kind is None or not _overrules(kind, message.get("decision")):
            return
        confidence = float(intent.get("confidence") or 0.0)
        set_intent(message, kind.value, confidence)
        message.set("decision", str(Decision.UNKNOWN), add_to_output=True)


def _overrules(kind: Unanswerable, decision: str | None) -> bool:
    asked_back = decision == Decision.CLARIFY and kind in _NOT_ASKED_BACK
    return decision == Decision.UNKNOWN or asked_back or kind in _NEVER_DONE
