"""A message that plainly asks to search, known whatever the words are that are searched for."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from bot.domain_model.searching import asks_to_search
from bot.nlu.components import CommandRecogniser

SEARCH = "search"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SearchRecogniser(CommandRecogniser):
    """Takes «søk forankring» for a search, though «forankring» alone is a question.

    While a form waits for an answer nothing is changed: there it may be part of a note.
    """

    def command(self, text: str, expects: str | None) -> str | None:
        """Give the intent of a message that asks to search."""
        return SEARCH if expects is None and asks_to_search(text) else None
