"""Messages that plainly say what becomes of a visit, whatever names and schools they hold."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from bot.domain_model.finishing import says_finished, says_unfinished
from bot.domain_model.participants import read_wish
from bot.domain_model.purposes import read_purpose
from bot.domain_model.visit_lists import asks_who_goes
from bot.domain_model.visit_shifts import leads_to_another, read_ending
from bot.nlu.components import CommandRecogniser
from bot.nlu.decider import EXPECTS_TEXT

VISIT_PARTICIPANTS = "visit_participants"
FINISH_VISIT = "finish_visit"
REOPEN_VISIT = "reopen_visit"
VISIT_PURPOSE = "visit_purpose"
LIST_VISITS = "list_visits"
MOVE_VISIT = "move_visit"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class VisitWishRecogniser(CommandRecogniser):
    """Knows «Kari blir med på Solvik», «hvem blir med?», «besøket er gjort» and its purpose.

    While a form asks for free text nothing is changed: there it may be part of a note.
    """

    def command(self, text: str, expects: str | None) -> str | None:
        """Give the intent of a message that says what becomes of a visit."""
        if expects == EXPECTS_TEXT:
            return None
        intent = _intent(text)
        if intent is None and expects is None and (read_ending(text) or leads_to_another(text)):
            intent = MOVE_VISIT
        return intent


def _intent(text: str) -> str | None:
    if read_wish(text):
        return VISIT_PARTICIPANTS
    if says_finished(text):
        return FINISH_VISIT
    if says_unfinished(text):
        return REOPEN_VISIT
    if asks_who_goes(text):
        return LIST_VISITS
    return VISIT_PURPOSE if read_purpose(text) else None
