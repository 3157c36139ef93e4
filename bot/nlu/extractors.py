"""What a message says beside its intent, as components of Rasa's pipeline."""

from __future__ import annotations

from abc import abstractmethod
from datetime import UTC, datetime
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

from bot.domain_model.language import guess_language
from bot.nlu.rasa_shapes import add_entity, metadata_of
from bot.nlu.schools import find_school
from bot.nlu.visit_time import OSLO, parse_visit_time
from bot.nlu.visited_day import visited_day
from bot.nlu.wished_language import wished_language

LANGUAGE = "language"
SCHOOL = "school"
VISIT_TIME = "visit_time"
VISITED_ON = "visited_on"


class _Extractor(EntityExtractorMixin, GraphComponent):
    """Adds entities to each message by rules; nothing to train, nothing to configure."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa's signature
        resource: Resource,  # noqa: ARG003 - Rasa's signature
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> _Extractor:
        """Make the component."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message says."""
        for message in messages:
            self.extract(message, str(message.get("text") or ""))
        return messages

    @abstractmethod
    def extract(self, message: Message, text: str) -> None:
        """Add to `message` what `text` says."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageExtractor(_Extractor):
    """Adds the form to answer in: the pinned one, or the one the message is certainly in.

    A message that leaves the form open («ja») adds nothing, so that the conversation goes on in
    the form it was in. A wish for a language («svar på nynorsk») adds the language wished for,
    and nothing when it names none.
    """

    def extract(self, message: Message, text: str) -> None:
        """Add the entity `language`."""
        language = _language(message, text)
        if language is not None:
            add_entity(message, LANGUAGE, language, 0, len(text), self.name)


def _language(message: Message, text: str) -> str | None:
    if message.get("intent", {}).get("name") == "set_language":
        return wished_language(text)
    pinned = metadata_of(message).get("pinned_language")
    if pinned is not None:
        return str(pinned)
    guess = guess_language(text)
    return guess.language.value if guess.certain else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SchoolExtractor(_Extractor):
    """Adds the school that the message names."""

    def extract(self, message: Message, text: str) -> None:
        """Add the entity `school`."""
        found = find_school(text)
        if found is not None:
            add_entity(message, SCHOOL, found.name, found.start, found.end, self.name)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class VisitTimeExtractor(_Extractor):
    """Adds the time that the message names, as seen from when it was sent.

    `start` is a day alone when no clock time is told; `only_a_clock` is true when no day is.
    `only_free`, `others` and `repeats` are those of `VisitTime`.
    """

    def extract(self, message: Message, text: str) -> None:
        """Add the entity `visit_time`."""
        found = parse_visit_time(text, _sent_at(message))
        if found is None:
            return
        value = {
            "start": found.start.isoformat(),
            "end": found.end.isoformat() if found.end else None,
            "certain": found.certain,
            "only_a_clock": found.only_a_clock,
            "only_free": found.only_free,
            "others": [each.isoformat() for each in found.others],
            "repeats": [each.isoformat() for each in found.repeats],
        }
        add_entity(message, VISIT_TIME, value, 0, len(text), self.name)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class VisitedDayExtractor(_Extractor):
    """Adds the day that the message tells of, today or before, as seen from when it was sent."""

    def extract(self, message: Message, text: str) -> None:
        """Add the entity `visited_on`."""
        found = visited_day(text, _sent_at(message).astimezone(OSLO).date())
        if found is not None:
            add_entity(message, VISITED_ON, found.isoformat(), 0, len(text), self.name)


def _sent_at(message: Message) -> datetime:
    told = metadata_of(message).get("sent_at")
    return datetime.fromisoformat(told) if told else datetime.now(UTC)
