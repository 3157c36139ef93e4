"""Say what a visit is for."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.draft_privacy import nameless
from actions.names import ActionName, Entity, Outcome, Response, Slot
from actions.visit_choice import button, choice, on_told_day, whole_line
from actions.visit_draft import VisitDraft
from bot.domain_model.errors import NotFound
from bot.domain_model.purposes import PurposeTooLong, read_purpose

_INTENT = "visit_purpose"
_FORM = "visit_form"


class ActionVisitPurpose(RefleksAction):
    """Takes what a visit is for: the one that is planned in the form, or one to come."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.VISIT_PURPOSE.value

    def perform(self, call: Call) -> list[Event]:
        """Keep it, or ask which visit it is about; CHANGED when the form goes on."""
        told = str(call.entity(Entity.WORDS) or read_purpose(call.told) or "")
        draft = VisitDraft.read(call.tracker)
        planning = call.tracker.active_loop.get("name") == _FORM
        if planning and draft.moved is None and call.entity(Entity.VISIT) is None:
            again = SlotSet(Slot.CONFIRMATION.value, None)
            new = draft.for_purpose(call, told)
            return [new.remembered(), again, outcome(Outcome.CHANGED)]
        if not told:
            call.say(Response.ASK_PURPOSE)
            return [outcome(Outcome.CHANGED if planning else Outcome.ASKED)]
        kept = _kept(call, nameless(call, told), draft.moved if planning else None)
        return [outcome(Outcome.CHANGED if planning else kept)]


def _kept(call: Call, purpose: str, moved: str | None) -> Outcome:
    chosen = call.entity(Entity.VISIT) or moved
    if chosen is None:
        coming = call.services.visits.coming(call.actor, at=call.at)
        if not coming:
            return Outcome.EMPTY
        found = choice(call, on_told_day(call, coming))
        if found.only is None:
            buttons = [button(call, _INTENT, each, words=purpose) for each in found.among]
            call.say(Response.CHOOSE_VISIT_TO_SHARE, buttons=buttons)
            return Outcome.ASKED
        chosen = found.only.id
    try:
        visit = call.services.visits.set_purpose(call.actor, str(chosen), purpose, at=call.at)
    except NotFound:
        return Outcome.GONE
    except PurposeTooLong:
        call.say(Response.PURPOSE_TOO_LONG)
        return Outcome.ASKED
    call.say(Response.PURPOSE_SET, summary=whole_line(call, visit))
    return Outcome.DONE
