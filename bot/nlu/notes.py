"""A message that tells a whole visit, known as a wish to log it."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.domain_model.intents import CLARIFY
from bot.domain_model.notes import is_clearly_note, may_be_note, tells_in_general
from bot.nlu.components import CommandRecogniser
from bot.nlu.decider import EXPECTS_TEXT
from bot.nlu.decision import MOST_SUGGESTED, Decision, is_question
from bot.nlu.folding import fold
from bot.nlu.rasa_shapes import metadata_of, read_understanding, set_intent, topic_of_label
from bot.nlu.schools import find_school

LOG_REFLECTION = "log_reflection"
_WAS_THERE = re.compile(
    r"(?:(?:hei|nå|no|så)[,!]? )?(?:(?:jeg|eg|æ|e|je|vi|me|I|we) )?"
    r"(?:(?:var|va|har vært|har vore|har vorre|was|were|have been)"
    r"(?: (?:nettopp|akkurat|just))? (?:på|ved|hos|innom|at)|har besøkt|besøkte|visited)"
    r" [^?]{3,50}",
    re.IGNORECASE,
)
"""Who tells where she was wants to tell how it went: «eg var på Lade i føremiddag»."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class NoteRecogniser(CommandRecogniser):
    """Has what is clearly a note logged, whatever single sentences of it resemble.

    What may be one is asked about. Where a form asks for free text, a note is an answer to it and
    nothing is changed.
    """

    def write_on(self, message: Message, text: str) -> None:
        """Write the intent on a note, and on what may be one that it is to be asked about."""
        super().write_on(message, text)
        if metadata_of(message).get("expects") is None:
            suggested = _suggested(message, text)
            if suggested:
                message.set("suggested", suggested, add_to_output=True)
                confidence = float(message.get("intent", {}).get("confidence") or 0.0)
                set_intent(message, CLARIFY, confidence)
                message.set("decision", str(Decision.CLARIFY), add_to_output=True)

    def command(self, text: str, expects: str | None) -> str | None:
        """Give the intent of a message that is a note."""
        if expects == EXPECTS_TEXT:
            return None
        found = find_school(text)
        if is_clearly_note(text, found.name if found else ""):
            return LOG_REFLECTION
        was_there = found is not None and expects is None and _WAS_THERE.fullmatch(text.strip())
        return LOG_REFLECTION if was_there else None


def _suggested(message: Message, text: str) -> list[str]:
    """Give what may be meant, where that may be a note and is not certain; nothing elsewhere."""
    unclear = message.get("decision") in (Decision.UNKNOWN, Decision.CLARIFY)
    if not unclear and message.get("intent", {}).get("name") != LOG_REFLECTION:
        return []
    found = find_school(text)
    named = found.name if found else ""
    if not unclear:
        general = tells_in_general(text, named)
        return [*_others(message)[: MOST_SUGGESTED - 1], LOG_REFLECTION] if general else []
    may_be = may_be_note(text, named) and not is_question(fold(text).split())
    return [LOG_REFLECTION, *_others(message)][:MOST_SUGGESTED] if may_be else []


def _others(message: Message) -> list[str]:
    """Give what was suggested already, or the likeliest topics."""
    before = [each for each in message.get("suggested") or () if each != LOG_REFLECTION]
    ranking = read_understanding(message).ranking
    return before or [each.name for each in ranking if topic_of_label(each.name)]
