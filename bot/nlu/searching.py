"""A message that plainly asks to search, known whatever the words are that are searched for."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message

from bot.domain_model.searching import asks_to_search
from bot.nlu.rasa_shapes import metadata_of, set_command
from bot.nlu.rule_component import RuleComponent

SEARCH = "search"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SearchRecogniser(IntentClassifier, RuleComponent):
    """Takes «søk forankring» for a search, though «forankring» alone is a question.

    While a form waits for an answer nothing is changed: there it may be part of a note.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Ask for a classifier before it."""
        return [IntentClassifier]

    def write_on(self, message: Message, text: str) -> None:
        """Write the intent on a message that asks to search."""
        if metadata_of(message).get("expects") is None and asks_to_search(text):
            set_command(message, SEARCH)
