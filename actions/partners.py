"""Who may log and plan, and in which language they are answered."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Slot
from actions.one_message import told_at_once
from bot.domain_model.actors import parse_chat_id
from bot.domain_model.sharing import Sharing


class ActionCheckPartner(RefleksAction):
    """Lets a partner begin a form, before anything is written in vain."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.CHECK_PARTNER.value

    def perform(self, call: Call) -> list[Event]:
        """Report READY for a partner; forget an earlier yes, so that nothing is saved by it.

        What the message tells of the visit already is not asked for.
        """
        if call.actor.partner_id is None:
            return [outcome(Outcome.NOT_PARTNER)]
        told = told_at_once(call.tracker)
        if told:
            partner = call.services.partners.in_chat(parse_chat_id(call.tracker.sender_id))
            told[Slot.SHARING.value] = (
                partner.default_sharing if partner else Sharing.ONLY_ME
            ).value
        begun = [SlotSet(name, value) for name, value in told.items()]
        fresh = [SlotSet(Slot.CONFIRMATION.value, None), *begun, outcome(Outcome.READY)]
        return [*_move_given_up(call), *fresh]


def _move_given_up(call: Call) -> list[Event]:
    """Forget a visit that was to be moved, with what was told of it before this message."""
    if call.slot(Slot.VISIT) is None:
        return []
    told = ((Slot.SCHOOL, Entity.SCHOOL), (Slot.VISIT_TIME, Entity.VISIT_TIME))
    old = [Slot.VISIT, *(slot for slot, entity in told if call.entity(entity) is None)]
    return [SlotSet(slot.value, None) for slot in old]


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
