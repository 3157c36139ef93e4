"""What components of Rasa's pipeline share that work by rules."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Self

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message


class RuleComponent(GraphComponent):
    """Writes on each message by rules; nothing to train, nothing to configure."""

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

    def process(self, messages: list[Message]) -> list[Message]:
        """Write what each message says."""
        for message in messages:
            self.write_on(message, str(message.get("text") or ""))
        return messages

    @abstractmethod
    def write_on(self, message: Message, text: str) -> None:
        """Write on `message` what `text` says."""
