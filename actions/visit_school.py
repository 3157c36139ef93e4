"""Which school a visit is at: the register knows it, several are near, or it is new."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction
from actions.call import Call
from actions.forms import read_school
from actions.names import ActionName, Entity, Response
from actions.visit_choice import names_school_of
from bot.domain_model.visit_shifts import speaks_of_change
from bot.services.ports.assistant import payload

NEW = "new"
"""What a button says when the school is none of the register's."""
_MOVE = "move_visit"
_ANSWERS = frozenset({"inform", "out_of_scope", "edit_reflection"})
"""The intents whose whole text the form takes for a school's name."""


class ActionAskVisitFormSchool(RefleksAction):
    """Asks for the school, or which of those that resemble the name told, or whether it is new."""

    answers = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.ASK_VISIT_SCHOOL.value

    def perform(self, call: Call) -> list[Event]:
        """Ask."""
        told = _told(call)
        match = call.services.schools.find(call.actor, told) if told else None
        if told is None or match is None:
            call.say(Response.ASK_VISIT_SCHOOL)
            return []
        near = [_button(each.label, each.label) for each in match.schools]
        new = _button(
            call.text("new_school" if near else "yes_new_school", school=told), told, NEW
        )
        stop = {"title": call.text("stop"), "payload": "/stop"}
        which = Response.CHOOSE_SCHOOL if near else Response.CONFIRM_NEW_SCHOOL
        call.say(which, buttons=[*near, new, stop], school=told)
        return []


def settled_school(call: Call, name: str) -> str | None:
    """Give the name by which a school is kept; None when it must be asked which one is meant."""
    match = call.services.schools.find(call.actor, name)
    if match is None or call.entity(Entity.CONFIRMED) == NEW:
        return name
    return match.only.label if match.only else None


def changes_known_visit(call: Call) -> bool:
    """Tell whether an answer is about moving or cancelling at a known school, and no name."""
    changes = call.intent in _ANSWERS and speaks_of_change(call.words)
    if not changes and call.intent != _MOVE:
        return False
    if call.services.schools.named_in(call.actor, call.words) is not None:
        return True
    coming = call.services.visits.coming(call.actor, at=call.at)
    return any(names_school_of(call, each) for each in coming)


def _told(call: Call) -> str | None:
    if changes_known_visit(call):
        return None
    if call.school is not None:
        return call.school
    return read_school(call.message) if call.intent in _ANSWERS else None


def _button(title: str, school: str, confirmed: str | None = None) -> dict[str, str]:
    told = {Entity.SCHOOL.value: school}
    if confirmed is not None:
        told[Entity.CONFIRMED.value] = confirmed
    return {"title": title, "payload": payload("inform", **told)}
