"""Begin a reflection, or say what becomes of the one that is open already."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.drafts import (
    Draft,
    about,
    behind,
    choice,
    forgotten,
    is_begun,
    is_told,
    kept_waiting,
    open_draft,
    opened,
    rest_behind,
    waiting_draft,
)
from actions.names import REFLECTION_PARTS, SKIPPED, ActionName, Entity, Outcome, Response, Slot
from actions.next_steps import ask_about_step
from actions.one_message import told_at_once
from bot.domain_model.actors import parse_chat_id
from bot.domain_model.sharing import Sharing

_VISIT_FORM = "visit_form"


class ActionBeginReflection(RefleksAction):
    """Lets a partner begin a reflection; asks when another is open, so that none is lost."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.BEGIN_REFLECTION.value

    def perform(self, call: Call) -> list[Event]:
        """Report READY with a draft to go on with, ASKED when it must be said which one.

        What the message tells of the visit already is not asked for.
        """
        wish = call.entity(Entity.DRAFT)
        if wish is not None:
            return _decided(call, str(wish))
        told = _told(call)
        waiting = waiting_draft(call.tracker)
        if _planning(call) and not is_begun(call.tracker):
            return _after_visit(call, told, waiting)
        if not is_begun(call.tracker) and not _told_elsewhere(call, told):
            if waiting is None or _tells(told):
                ask_about_step(call, told.get(Slot.SCHOOL.value))
                return [*opened(told, waiting), outcome(Outcome.READY)]
            return [*opened(waiting), _ask(call, waiting, None)]
        new = behind(told, waiting) if _tells(told) else waiting
        return [*opened(open_draft(call.tracker), new), _ask(call, open_draft(call.tracker), new)]


def _planning(call: Call) -> bool:
    return call.tracker.active_loop.get("name") == _VISIT_FORM


def _after_visit(call: Call, told: Draft, waiting: Draft | None) -> list[Event]:
    """Let a visit that is told of wait until the one that is planned is settled.

    Who only wishes to log gives the plan up, and is told so.
    """
    if is_told(told):
        call.say(Response.NOTE_WAITS, reflection=about(call, told))
        return [kept_waiting(behind(told, waiting) or told), outcome(Outcome.KEPT)]
    call.say(Response.VISIT_GIVEN_UP)
    return [*forgotten(call.tracker), *opened(told, waiting), outcome(Outcome.READY)]


def _decided(call: Call, wish: str) -> list[Event]:
    current, waiting = open_draft(call.tracker), waiting_draft(call.tracker)
    match wish:
        case "later":
            call.say(Response.DRAFT_STAYS)
            return [outcome(Outcome.KEPT)]
        case "drop":
            return [*opened(current, rest_behind(waiting)), outcome(Outcome.GONE)]
        case "new" if waiting is None:
            return [*opened(_blank(call)), outcome(Outcome.READY)]
        case "new" | "waiting" if waiting is not None:
            return [*opened(waiting, current if _tells(current) else None), outcome(Outcome.READY)]
    here = current if _tells(current) else _blank(call)
    return [*opened(here, waiting), outcome(Outcome.READY)]


def _ask(call: Call, draft: Draft, new: Draft | None) -> Event:
    other = "start_afresh" if new is None else "new_one_first"
    buttons = [choice(call, "go_on", "continue"), choice(call, other, "new")]
    call.say(Response.DRAFT_OPEN, buttons=buttons, reflection=about(call, draft))
    return outcome(Outcome.ASKED)


def _told(call: Call) -> Draft:
    """Read the draft that the message tells; without any part of it, where and when."""
    draft = {**_blank(call), **told_at_once(call.tracker)}
    draft[Slot.SCHOOL.value] = call.school
    told_of_visit = is_told(draft)
    if told_of_visit and call.school is None and not (is_begun(call.tracker) or _planning(call)):
        # Only the school was told before: it is the same visit.
        draft[Slot.SCHOOL.value] = call.slot(Slot.SCHOOL)
    if told_of_visit:
        partner = call.services.partners.in_chat(parse_chat_id(call.tracker.sender_id))
        usual = partner.default_sharing if partner else Sharing.ONLY_ME
        draft[Slot.SHARING.value] = usual.value
    return draft


def _told_elsewhere(call: Call, told: Draft) -> bool:
    """Tell whether a visit is told of at another school than the open form is about."""
    here, there = call.slot(Slot.SCHOOL), call.school
    if here in (None, SKIPPED) or there is None or not is_told(told):
        return False
    return not here.casefold().startswith(there.casefold())


def _blank(call: Call) -> Draft:
    return {Slot.VISIT_DATE.value: call.entity(Entity.VISITED_ON) or call.today.isoformat()}


def _tells(draft: Draft) -> bool:
    """Tell whether a message says more than that something is to be logged."""
    return any(draft.get(slot.value) for slot in (Slot.SCHOOL, *REFLECTION_PARTS))
