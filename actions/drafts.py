"""Drafts live in slots until they are saved or given up."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction
from actions.call import Call
from actions.names import REFLECTION_STEPS, VISIT_STEPS, ActionName, Slot


def forgotten() -> list[Event]:
    """Empty every slot of both forms."""
    visit = (*VISIT_STEPS, Slot.VISIT_DATE, Slot.VISIT)
    slots = dict.fromkeys((*REFLECTION_STEPS, Slot.KEPT_AS_IT_IS, *visit))
    return [SlotSet(slot.value, None) for slot in slots]


class ActionForgetDraft(RefleksAction):
    """Gives up what was begun."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.FORGET_DRAFT.value

    def perform(self, call: Call) -> list[Event]:
        """Empty the slots."""
        return forgotten()
