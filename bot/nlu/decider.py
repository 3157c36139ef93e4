"""The decision as a component of Rasa's pipeline, after everything else has had its say."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.components import MessageComponent
from bot.nlu.decision import (
    Thresholds,
    decide,
    decide_in_form,
    decide_on_choice,
    without_half_yes,
)
from bot.nlu.rasa_shapes import intent_of_label, metadata_of, read_understanding, set_intent

EXPECTS_TEXT = "text"
"""What the channel writes as `expects` while a form asks for free text."""
EXPECTS_CHOICE = "choice"
"""What it writes while a form asks for anything else: a school, a time, a confirmation."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Decider(IntentClassifier, MessageComponent):
    """Turns low confidence into `out_of_scope`, and what a form asked for into `inform`.

    The rankings stay as the classifier wrote them, so that a reader sees what was near.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Ask for a classifier before it."""
        return [IntentClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give what `config.yml` may change."""
        return asdict(Thresholds())

    def __init__(self, thresholds: Thresholds) -> None:
        """Take the figures to decide by."""
        self._thresholds = thresholds

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa's signature
        resource: Resource,  # noqa: ARG003 - Rasa's signature
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> Decider:
        """Make the component from its part of `config.yml`."""
        return cls(Thresholds(**{name: config[name] for name in cls.get_default_config()}))

    def write_on(self, message: Message, text: str) -> None:
        """Write the final intent and the decision on the message."""
        outcome = decide(read_understanding(message), self._thresholds)
        expects = metadata_of(message).get("expects")
        if expects == EXPECTS_TEXT:
            outcome = decide_in_form(text, outcome, self._thresholds)
        elif expects == EXPECTS_CHOICE:
            outcome = decide_on_choice(text, outcome, self._thresholds)
        outcome = without_half_yes(text, outcome)
        set_intent(message, intent_of_label(outcome.label), outcome.confidence)
        message.set("decision", str(outcome.decision), add_to_output=True)
        message.set("suggested", list(outcome.suggested), add_to_output=True)
