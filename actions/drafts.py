"""Drafts live in slots until they are saved or given up; others may wait behind the open one."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction
from actions.call import Call
from actions.names import (
    REFLECTION_DRAFT,
    REFLECTION_PARTS,
    REFLECTION_STEPS,
    SKIPPED,
    VISIT_STEPS,
    ActionName,
    Entity,
    Response,
    Slot,
)
from bot.domain_model.reflections import Reflection
from bot.services.ports.assistant import payload

Draft = dict[str, Any]
"""A reflection's draft: slots and their values."""

_WAITING, _EDITING = "waiting", "editing"
_LOG = "log_reflection"


def is_begun(tracker: Tracker) -> bool:
    """Tell whether a reflection has been told in part."""
    return is_told(open_draft(tracker))


def is_told(draft: Draft) -> bool:
    """Tell whether a draft says anything of a visit."""
    return any(draft.get(part.value) for part in REFLECTION_PARTS)


def open_draft(tracker: Tracker) -> Draft:
    """Give the draft that is worked on."""
    slots = {slot.value: tracker.get_slot(slot.value) for slot in REFLECTION_DRAFT}
    return {**slots, _EDITING: edited(tracker)}


def edited(tracker: Tracker) -> str | None:
    """Give the saved reflection that the draft is to replace; None when it is a new one."""
    return (tracker.get_slot(Slot.REFLECTION.value) or {}).get(_EDITING)


def draft_of(reflection: Reflection) -> Draft:
    """Make the draft that changes a saved reflection; what stands in it was decided about."""
    parts = asdict(reflection.parts)
    return {
        Slot.SCHOOL.value: reflection.school_name or SKIPPED,
        Slot.VISIT_DATE.value: reflection.visited_on.isoformat(),
        **{name: text or SKIPPED for name, text in parts.items()},
        Slot.SHARING.value: reflection.sharing.value,
        Slot.KEPT_AS_IT_IS.value: [fingerprint(text) for text in parts.values()],
        _EDITING: reflection.id,
    }


def fingerprint(text: str) -> str:
    """Tell a text from others without keeping it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def waiting_draft(tracker: Tracker) -> Draft | None:
    """Give the draft that waits, if one does; what waits behind it is within it."""
    return (tracker.get_slot(Slot.REFLECTION.value) or {}).get(_WAITING)


def opened(draft: Draft, waiting: Draft | None = None) -> list[Event]:
    """Work on `draft` from now on, and let `waiting` wait, and what waited behind `draft`."""
    slots = {slot.value: draft.get(slot.value) for slot in REFLECTION_DRAFT}
    work = {_WAITING: behind(waiting, draft.get(_WAITING)), _EDITING: draft.get(_EDITING)}
    kept = {Slot.REFLECTION.value: work, Slot.CONFIRMATION.value: None}
    return [SlotSet(name, value) for name, value in {**slots, **kept}.items()]


def behind(first: Draft | None, rest: Draft | None) -> Draft | None:
    """Let `rest` wait behind `first` and all that waits there: none is lost."""
    if first is None or rest is None:
        return first or rest
    return {**first, _WAITING: behind(first.get(_WAITING), rest)}


def rest_behind(waiting: Draft | None) -> Draft | None:
    """Give what waits behind the draft that waits."""
    return (waiting or {}).get(_WAITING)


def all_waiting(tracker: Tracker) -> Draft | None:
    """Give the drafts that wait when something else is told: the open one, then the others."""
    return behind(open_draft(tracker) if is_begun(tracker) else None, waiting_draft(tracker))


def kept_waiting(draft: Draft) -> Event:
    """Let only `draft` wait, and leave what is worked on as it is."""
    return SlotSet(Slot.REFLECTION.value, {_WAITING: draft})


def put_aside(tracker: Tracker) -> list[Event]:
    """Let the open draft wait while something else is told; nothing when there is none."""
    return opened({}, all_waiting(tracker)) if is_begun(tracker) else []


def forgotten(tracker: Tracker) -> list[Event]:
    """Empty every slot of both forms; a draft that waits goes on waiting."""
    visit = (*VISIT_STEPS, Slot.VISIT_DATE, Slot.VISIT)
    slots = dict.fromkeys((*REFLECTION_STEPS, Slot.KEPT_AS_IT_IS, *visit))
    waiting = waiting_draft(tracker)
    kept = SlotSet(Slot.REFLECTION.value, waiting and {_WAITING: waiting})
    return [*(SlotSet(slot.value, None) for slot in slots), kept]


def about(call: Call, draft: Draft) -> str:
    """Name a draft by its school."""
    school = draft.get(Slot.SCHOOL.value)
    if school in (None, SKIPPED):
        return call.text("draft_nowhere")
    return call.text("draft_at", school=school)


def choice(call: Call, title: str, wish: str) -> dict[str, str]:
    """Make a button that says what becomes of a draft."""
    return {"title": call.text(title), "payload": payload(_LOG, **{Entity.DRAFT.value: wish})}


class ActionForgetDraft(RefleksAction):
    """Gives up what was begun."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.FORGET_DRAFT.value

    def perform(self, call: Call) -> list[Event]:
        """Empty the slots."""
        return forgotten(call.tracker)


class ActionRemindOfDraft(RefleksAction):
    """Brings up the draft that waited, when what came before it is done."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.REMIND_OF_DRAFT.value

    def perform(self, call: Call) -> list[Event]:
        """Ask whether to take it now; say nothing when none waits."""
        waiting = waiting_draft(call.tracker)
        if waiting is not None:
            wishes = {"take_it_now": "waiting", "leave_it": "later", "drop_it": "drop"}
            buttons = [choice(call, title, wish) for title, wish in wishes.items()]
            call.say(Response.DRAFT_WAITS, buttons=buttons, reflection=about(call, waiting))
        return []
