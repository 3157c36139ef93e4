"""A message that tells a whole visit, known as a wish to log it."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from bot.domain_model.notes import is_clearly_note
from bot.nlu.components import CommandRecogniser
from bot.nlu.decider import EXPECTS_TEXT
from bot.nlu.schools import find_school

LOG_REFLECTION = "log_reflection"


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
        return LOG_REFLECTION if is_clearly_note(text, found.name if found else "") else None
