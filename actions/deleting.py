"""Delete a saved reflection, after having asked once."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.last_question import confirmed_by_last_question
from actions.names import ActionName, Confirmed, Entity, Outcome, Response, Slot
from actions.own_reflections import meant, own
from actions.reflection_words import reflection_in_full
from bot.domain_model.actors import parse_chat_id
from bot.domain_model.errors import NotFound
from bot.services.ports.assistant import payload

_DELETE = "delete_reflection"


class ActionDeleteReflection(RefleksAction):
    """Finds out which reflection it is, asks whether to delete it, and deletes it by a button."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.DELETE_REFLECTION.value

    def perform(self, call: Call) -> list[Event]:
        """Delete, or ask; report EMPTY or GONE when there is none."""
        if call.entity(Entity.CONFIRMED) is not None:
            return _deleted(call, str(call.entity(Entity.REFLECTION)))
        try:
            reflection = meant(call)
        except NotFound:
            return [outcome(Outcome.GONE)]
        if reflection is None:
            return [outcome(Outcome.EMPTY)]
        yes = payload(_DELETE, reflection=reflection.id, confirmed="yes")
        buttons = [
            {"title": call.text("delete_it"), "payload": yes},
            {"title": call.text("keep_reflection"), "payload": "/deny"},
        ]
        summary = reflection_in_full(call, reflection)
        call.say(Response.CONFIRM_DELETE, buttons=buttons, summary=summary)
        if call.tracker.active_loop.get("name") or call.slot(Slot.CONFIRMATION) is not None:
            return [outcome(Outcome.ASKED)]  # a yes would be to something else
        asked = SlotSet(Slot.CONFIRMATION.value, Confirmed.DELETE.value)
        return [asked, outcome(Outcome.ASKED)]


class ActionDeleteAfterYes(RefleksAction):
    """Deletes the reflection that was asked about, when the very next message is a yes."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.DELETE_AFTER_YES.value

    def perform(self, call: Call) -> list[Event]:
        """Delete; report EMPTY when the question is not the last one."""
        told = confirmed_by_last_question(call, _DELETE)
        if told is None:
            return _closed(Outcome.EMPTY)
        return _deleted(call, str(told[Entity.REFLECTION]))


def _deleted(call: Call, reflection_id: str) -> list[Event]:
    try:
        own(call, reflection_id)
    except NotFound:
        return _closed(Outcome.GONE)
    here = parse_chat_id(call.tracker.sender_id)
    call.services.reflection_changes.delete(call.actor, reflection_id, at=call.at, here=here)
    return _closed(Outcome.DONE)


def _closed(reached: Outcome) -> list[Event]:
    return [SlotSet(Slot.CONFIRMATION.value, None), outcome(reached)]
