"""A message that tells a whole visit, known as a wish to log it."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message

from bot.domain_model.notes import is_clearly_note
from bot.nlu.decider import EXPECTS_TEXT
from bot.nlu.rasa_shapes import metadata_of, set_command
from bot.nlu.rule_component import RuleComponent
from bot.nlu.schools import find_school

LOG_REFLECTION = "log_reflection"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class NoteRecogniser(IntentClassifier, RuleComponent):
    """Has what is clearly a note logged, whatever single sentences of it resemble.

    Where a form asks for free text, a note is an answer to it and nothing is changed.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Ask for a classifier before it."""
        return [IntentClassifier]

    def write_on(self, message: Message, text: str) -> None:
        """Write the intent on a message that is a note."""
        waits = metadata_of(message).get("expects") == EXPECTS_TEXT
        found = find_school(text)
        if not waits and is_clearly_note(text, found.name if found else ""):
            set_command(message, LOG_REFLECTION)
