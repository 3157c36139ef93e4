"""Delete a saved reflection, after having asked once."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from actions.own_reflections import meant, own
from actions.reflection_words import reflection_in_full
from actions.visit_choice import NO
from bot.domain_model.actors import parse_chat_id
from bot.domain_model.errors import NotFound
from bot.services.ports.assistant import payload

_DELETE = "delete_reflection"


class ActionDeleteReflection(RefleksAction):
    """Finds out which reflection it is, asks whether to delete it, and deletes it after a yes."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.DELETE_REFLECTION.value

    def perform(self, call: Call) -> list[Event]:
        """Delete, or ask; report EMPTY or GONE when there is none."""
        confirmed = call.entity(Entity.CONFIRMED)
        if confirmed == NO:
            return [outcome(Outcome.KEPT)]
        if confirmed is not None:
            return _deleted(call, str(call.entity(Entity.REFLECTION)))
        try:
            reflection = meant(call)
        except NotFound:
            return [outcome(Outcome.GONE)]
        if reflection is None:
            return [outcome(Outcome.EMPTY)]
        yes = payload(_DELETE, reflection=reflection.id, confirmed="yes")
        kept = payload(_DELETE, reflection=reflection.id, confirmed=NO)
        buttons = [
            {"title": call.text("delete_it"), "payload": yes},
            {"title": call.text("keep_reflection"), "payload": kept},
        ]
        summary = reflection_in_full(call, reflection)
        call.say(Response.CONFIRM_DELETE, buttons=buttons, summary=summary)
        return [outcome(Outcome.ASKED)]


def _deleted(call: Call, reflection_id: str) -> list[Event]:
    try:
        own(call, reflection_id)
    except NotFound:
        return [outcome(Outcome.GONE)]
    here = parse_chat_id(call.tracker.sender_id)
    call.services.reflection_changes.delete(call.actor, reflection_id, at=call.at, here=here)
    return [outcome(Outcome.DONE)]
