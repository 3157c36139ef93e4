"""What a message says beside its intent, as components of Rasa's pipeline."""

from __future__ import annotations

from datetime import UTC, datetime

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

from bot.domain_model.language import Language, guess_language, identify_language
from bot.nlu.components import RuleComponent
from bot.nlu.rasa_shapes import add_entity, metadata_of
from bot.nlu.schools import find_school
from bot.nlu.unanswerable import Unanswerable
from bot.nlu.unanswerable_component import KIND
from bot.nlu.visit_time import OSLO, parse_visit_time
from bot.nlu.visited_day import visited_day
from bot.nlu.wished_language import wished_language

LANGUAGE = "language"
SCHOOL = "school"
VISIT_TIME = "visit_time"
VISITED_ON = "visited_on"
_TELLS_NO_FORM = frozenset({Unanswerable.OTHER_LANGUAGE, Unanswerable.GIBBERISH})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageExtractor(EntityExtractorMixin, RuleComponent):
    """Adds the form to answer in: the pinned one, or the one that the message is in.

    A message that leaves the form open («ja») adds nothing, so that the conversation goes on in
    the form it was in; but after English a few Norwegian words are Norwegian, whichever form they
    are in. A wish for a language («svar på nynorsk») adds the language wished for,
    and nothing when it names none.
    """

    def write_on(self, message: Message, text: str) -> None:
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
    if message.get(KIND) in _TELLS_NO_FORM:
        return None
    before = metadata_of(message).get("language_before")
    if before is None:
        guess = guess_language(text)
        return guess.language.value if guess.certain else None
    found = identify_language(text, Language(before))
    return None if found == before else found.value


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SchoolExtractor(EntityExtractorMixin, RuleComponent):
    """Adds the school that the message names."""

    def write_on(self, message: Message, text: str) -> None:
        """Add the entity `school`."""
        found = find_school(text)
        if found is not None:
            add_entity(message, SCHOOL, found.name, found.start, found.end, self.name)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class VisitTimeExtractor(EntityExtractorMixin, RuleComponent):
    """Adds the time that the message names, as seen from when it was sent.

    `start` is a day alone when no clock time is told; `only_a_clock` is true when no day is.
    The others are those of `VisitTime`.
    """

    def write_on(self, message: Message, text: str) -> None:
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
            "moved_from": found.moved_from.isoformat() if found.moved_from else None,
            "by_weekday": found.by_weekday,
        }
        add_entity(message, VISIT_TIME, value, 0, len(text), self.name)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class VisitedDayExtractor(EntityExtractorMixin, RuleComponent):
    """Adds the day that the message tells of, today or before, as seen from when it was sent."""

    def write_on(self, message: Message, text: str) -> None:
        """Add the entity `visited_on`."""
        found = visited_day(text, _sent_at(message).astimezone(OSLO).date())
        if found is not None:
            add_entity(message, VISITED_ON, found.isoformat(), 0, len(text), self.name)


def _sent_at(message: Message) -> datetime:
    told = metadata_of(message).get("sent_at")
    return datetime.fromisoformat(told) if told else datetime.now(UTC)
