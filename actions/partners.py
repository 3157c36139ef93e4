"""Who may log and plan, and in which language they are answered."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Slot


class ActionCheckPartner(RefleksAction):
    """Lets a partner begin a form, before anything is written in vain."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.CHECK_PARTNER.value

    def perform(self, call: Call) -> list[Event]:
        """Report READY for a partner; forget an earlier yes, so that nothing is saved by it."""
        if call.actor.partner_id is None:
            return [outcome(Outcome.NOT_PARTNER)]
        return [SlotSet(Slot.CONFIRMATION.value, None), outcome(Outcome.READY)]


class ActionSetLanguage(RefleksAction):
    """Answers in the language asked for from now on, in every channel."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.SET_LANGUAGE.value

    def perform(self, call: Call) -> list[Event]:
        """Pin the language that was named; report ASKED when none was."""
        wished = call.entity(Entity.LANGUAGE)
        if wished is None:
            return [outcome(Outcome.ASKED)]
        call.services.partners.pin_language(call.actor, wished)
        return [outcome(Outcome.DONE)]
