"""A message that tells a whole visit, known as a wish to log it."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from bot.domain_model.notes import is_clearly_note
from bot.nlu.components import CommandRecogniser
from bot.nlu.decider import EXPECTS_TEXT
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

    Where a form asks for free text, a note is an answer to it and nothing is changed.
    """

    def command(self, text: str, expects: str | None) -> str | None:
        """Give the intent of a message that is a note."""
        if expects == EXPECTS_TEXT:
            return None
        found = find_school(text)
        if is_clearly_note(text, found.name if found else ""):
            return LOG_REFLECTION
        was_there = found is not None and expects is None and _WAS_THERE.fullmatch(text.strip())
        return LOG_REFLECTION if was_there else None
