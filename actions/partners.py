"""Who may log and plan, and in which language they are answered."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.drafts import is_begun, put_aside
from actions.names import ActionName, Entity, Outcome, Slot
from actions.visit_draft import VisitDraft

_REFLECTION_FORM = "reflection_form"


class ActionCheckPartner(RefleksAction):
    """Lets a partner begin to plan a visit, before anything is written in vain."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.CHECK_PARTNER.value

    def perform(self, call: Call) -> list[Event]:
        """Report READY for a partner; forget an earlier yes, so that nothing is saved by it.

        A reflection that was begun waits until the visit is planned, and a visit that was to be
        moved is given up.
        """
        told = {Slot.SCHOOL: call.school, Slot.VISIT_TIME: call.entity(Entity.VISIT_TIME)}
        draft = VisitDraft.read(call.tracker)
        reflecting = call.tracker.active_loop.get("name") == _REFLECTION_FORM
        goes_on = not reflecting and not is_begun(call.tracker) and draft.moved is None
        fresh = {
            slot: value or (call.slot(slot) if goes_on else None) for slot, value in told.items()
        }
        if not goes_on:
            draft, fresh[Slot.VISIT_DATE] = VisitDraft(), None
        company = draft.told_more(call).remembered()
        begun = [SlotSet(slot.value, value) for slot, value in fresh.items()]
        fresh_yes = SlotSet(Slot.CONFIRMATION.value, None)
        return [*put_aside(call.tracker), fresh_yes, *begun, company, outcome(Outcome.READY)]


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
