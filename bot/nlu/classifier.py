"""The topic model as a component of Rasa's pipeline."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.rasa_shapes import label_of_example, write_ranking
from bot.nlu.topic_model import TopicModel, TopicModelSettings

_FILE = "topic_model.skops"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicIntentClassifier(IntentClassifier, GraphComponent):
    """Gives each message its intent and, for questions, its topic in one step.

    The intent and the response selector's output come from the same ranking, so they cannot
    contradict each other.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give what `config.yml` may change."""
        settings = TopicModelSettings()
        return {
            "word_ngrams": list(settings.word_ngrams),
            "piece_ngrams": list(settings.piece_ngrams),
            "strength": settings.strength,
            "seed": settings.seed,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: TopicModel | None = None,
    ) -> None:
        """Keep where the model is stored; without a `model` it must be trained first."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> TopicIntentClassifier:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
        **kwargs: Any,  # noqa: ARG003 - Rasa's signature
    ) -> TopicIntentClassifier:
        """Read a trained component."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TopicModel.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has an intent, and store what was learned."""
        examples = [
            (str(example.get("text")), label_of_example(example.data))
            for example in training_data.intent_examples
            if example.get("text")
        ]
        self._model = TopicModel.fit(
            [text for text, _ in examples], [label for _, label in examples], self._settings()
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Write intent, ranking and topic on each message."""
        if self._model is None:
            raise RuntimeError("the topic classifier was asked before it was trained")
        for message in messages:
            write_ranking(message, self._model.rank(str(message.get("text") or "")))
        return messages

    def _settings(self) -> TopicModelSettings:
        low, high = self._config["word_ngrams"]
        short, long = self._config["piece_ngrams"]
        return TopicModelSettings(
            (int(low), int(high)),
            (int(short), int(long)),
            float(self._config["strength"]),
            int(self._config["seed"]),
        )
