"""What our components of Rasa's pipeline share."""

from __future__ import annotations

import os
from abc import abstractmethod
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoders.choice import open_encoder
from bot.encoders.sentence_encoder import SentenceEncoder
from bot.nlu.rasa_shapes import metadata_of, set_command
from bot.nlu.shared_encoder import shared_encoder
from bot.settings import load_settings

Model = TypeVar("Model")


class MessageComponent(GraphComponent):
    """Writes on each message by itself."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Write what each message says."""
        for message in messages:
            self.write_on(message, str(message.get("text") or ""))
        return messages

    @abstractmethod
    def write_on(self, message: Message, text: str) -> None:
        """Write on `message` what `text` says."""


class RuleComponent(MessageComponent):
    """Writes by rules; nothing to train, nothing to configure."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa's signature
        resource: Resource,  # noqa: ARG003 - Rasa's signature
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> Self:
        """Make the component."""
        return cls()


class CommandRecogniser(IntentClassifier, RuleComponent):
    """Takes a message for the command that it plainly is, whatever else its words resemble."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Ask for a classifier before it."""
        return [IntentClassifier]

    def write_on(self, message: Message, text: str) -> None:
        """Write the intent on a message that is a command."""
        intent = self.command(text, metadata_of(message).get("expects"))
        if intent is not None:
            set_command(message, intent)

    @abstractmethod
    def command(self, text: str, expects: str | None) -> str | None:
        """Give the intent of `text`, where a form waits for what it `expects`; None for others."""


class TrainableComponent(MessageComponent, Generic[Model]):
    """Writes by a model that it learns from examples and keeps in a folder."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Model | None = None,
    ) -> None:
        """Keep where the model is stored; without a `model` it must be trained first."""
        self.config = config
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
    ) -> Self:
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
    ) -> Self:
        """Read a trained component."""
        encoder = shared_encoder(load_settings().sentence_encoder)
        with model_storage.read_from(resource) as folder:
            model = cls.read(folder, config, encoder)
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples, and store what was learned."""
        encoder = open_encoder(load_settings().sentence_encoder, os.cpu_count() or 1)
        with self._model_storage.write_to(self._resource) as folder:
            self.learn(training_data, folder, encoder)
        return self._resource

    @property
    def model(self) -> Model:
        """What it has learned."""
        if self._model is None:
            raise RuntimeError(f"{type(self).__name__} was asked before it was trained")
        return self._model

    @classmethod
    @abstractmethod
    def read(cls, folder: Path, config: dict[str, Any], encoder: SentenceEncoder | None) -> Model:
        """Give the model that `learn` has kept in `folder`; it is asked with the `encoder`."""

    @abstractmethod
    def learn(
        self, training_data: TrainingData, folder: Path, encoder: SentenceEncoder | None
    ) -> None:
        """Learn from the examples, with the `encoder` where there is one; keep it in `folder`."""
