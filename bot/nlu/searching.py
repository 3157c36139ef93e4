"""A message that plainly asks to search, known whatever the words are that are searched for."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message

from bot.domain_model.searching import asks_to_search
from bot.nlu.decision import Decision
from bot.nlu.rasa_shapes import metadata_of, set_intent

SEARCH = "search"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SearchRecogniser(IntentClassifier, GraphComponent):
    """Takes «søk forankring» for a search, though «forankring» alone is a question.

    While a form waits for an answer nothing is changed: there it may be part of a note.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Ask for a classifier before it."""
        return [IntentClassifier]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa's signature
        resource: Resource,  # noqa: ARG003 - Rasa's signature
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> SearchRecogniser:
        """Make the component."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Write the intent on each message that asks to search."""
        for message in messages:
            if metadata_of(message).get("expects") is None and asks_to_search(
                str(message.get("text") or "")
            ):
                set_intent(message, SEARCH, 1.0)
                message.set("decision", str(Decision.COMMAND), add_to_output=True)
        return messages
