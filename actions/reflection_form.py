"""Checks the answers of the reflection form."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.call import Call
from actions.draft_privacy import decided, undecided
from actions.drafts import edited, is_begun
from actions.editing import say_what_stands
from actions.forms import Found, RefleksForm, read_school
from actions.names import (
    LOG_INTENT,
    REFLECTION_PARTS,
    REFLECTION_STEPS,
    SKIPPED,
    ActionName,
    Confirmed,
    Entity,
    Response,
    Slot,
)
from actions.next_steps import ask_about_step, close, open_step
from actions.one_message import told_at_once, told_besides
from actions.words import (
    Step,
    read_choice,
    read_result,
    read_sharing,
    read_step,
    says_nothing,
    sharing_in,
)
from bot.domain_model.actors import parse_chat_id
from bot.domain_model.agreeing import has_reservation
from bot.domain_model.reflection_changes import NextStepOutcome
from bot.domain_model.sharing import Sharing

_SETTLES = frozenset({Confirmed.REPLACE, Confirmed.REWRITE, Confirmed.KEEP})


class ValidateReflectionForm(RefleksForm):
    """Skip and back at every step; a draft with nothing in it is no draft."""

    steps = REFLECTION_STEPS

    def name(self) -> str:
        """Give its name."""
        return ActionName.VALIDATE_REFLECTION.value

    async def validate_school(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take a name, and what is told along with it when nothing was told before."""
        match read_step(value):
            case Step.BACK:
                return self.back_from(Slot.SCHOOL)
            case Step.SKIP:
                name: str | None = SKIPPED
            case None:
                name = read_school(value)
        if name is None:
            dispatcher.utter_message(response=Response.SCHOOL_NOT_UNDERSTOOD.value)
        told = {} if is_begun(tracker) else told_at_once(tracker)
        day = next(tracker.get_latest_entity_values(Entity.VISITED_ON.value), None)
        call = self.call(dispatcher, tracker)
        if day and edited(tracker) is None:
            told[Slot.VISIT_DATE.value] = day
        if edited(tracker) is None and not _asked_at_beginning(call):
            await asyncio.to_thread(ask_about_step, call, name)
        return {**told, Slot.SCHOOL.value: name}

    def validate_visit_date(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take a day, today or before; another question may take the draft back to it."""
        call = self.call(dispatcher, tracker)
        if read_step(value) is not None:
            return {Slot.VISIT_DATE.value: call.today.isoformat()}
        try:
            day = date.fromisoformat(value)
        except ValueError:
            dispatcher.utter_message(response=Response.VISIT_DATE_NOT_UNDERSTOOD.value)
            return {Slot.VISIT_DATE.value: None}
        return {Slot.VISIT_DATE.value: day.isoformat()}

    async def validate_happened(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take what happened; «gjort» alone says what became of the last next step."""
        result = read_result(value)
        call = self.call(dispatcher, tracker)
        if result is not None and await asyncio.to_thread(_closes_a_step, call, result):
            dispatcher.utter_message(response=Response.NEXT_STEP_CLOSED.value)
            return {Slot.HAPPENED.value: None}
        return self._text(Slot.HAPPENED, value, tracker)

    def validate_worked(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take what worked."""
        return self._text(Slot.WORKED, value, tracker)

    def validate_hard(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take what was hard."""
        return self._text(Slot.HARD, value, tracker)

    def validate_next_step(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take the next step."""
        return self._text(Slot.NEXT_STEP, value, tracker)

    async def validate_sharing(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take a level; skipping takes the partner's own usual one."""
        match read_step(value):
            case Step.BACK:
                return self.back_from(Slot.SHARING)
            case Step.SKIP:
                level: Sharing | None = await asyncio.to_thread(
                    self._usual_sharing, dispatcher, tracker
                )
            case None:
                level = read_sharing(value) or sharing_in(value)
        if level is None:
            dispatcher.utter_message(response=Response.SHARING_NOT_UNDERSTOOD.value)
        return {Slot.SHARING.value: level.value if level else None}

    def validate_confirmation(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take a yes to a draft that may be saved, or the name of a part to tell again."""
        confirmation, parts = Slot.CONFIRMATION.value, undecided(tracker)
        if parts:
            value = read_choice(tracker.latest_message.get("text") or "") or value
            if value in _SETTLES or value == Confirmed.REFLECTION:
                return decided(value, self.call(dispatcher, tracker), parts)
        if value in {*self.steps, Slot.VISIT_DATE}:
            if value in set(REFLECTION_PARTS):
                call = self.call(dispatcher, tracker)
                say_what_stands(call, tracker.get_slot(value))
            return {value: None, confirmation: None}
        if value == Confirmed.REFLECTION and _is_empty(tracker):
            dispatcher.utter_message(response=Response.NOTHING_IN_REFLECTION.value)
            return {Slot.HAPPENED.value: None, confirmation: None}
        if value == Confirmed.REFLECTION:
            return {confirmation: value}
        level = sharing_in(tracker.latest_message.get("text") or "")
        if level is not None:
            return {Slot.SHARING.value: level.value, confirmation: None}
        if value in set(Confirmed) or _is_set_right(tracker):
            return {confirmation: None}
        more = told_besides(tracker, value)
        half = has_reservation(value)
        unclear = Response.CHANGE_OR_CANCEL if half else Response.NOT_UNDERSTOOD
        dispatcher.utter_message(response=(Response.ADDED if more else unclear).value)
        return {**more, confirmation: None}

    def _text(self, slot: Slot, value: str, tracker: Tracker) -> Found:
        match read_step(value):
            case Step.BACK:
                # A part that was to be told again stays as it was.
                before = _before(tracker, slot)
                return self.back_from(slot) if before is None else {slot.value: before}
            case Step.SKIP:
                return {slot.value: SKIPPED}
        nothing = slot is not Slot.HAPPENED and says_nothing(value)
        return {slot.value: SKIPPED if nothing else value.strip()}

    def _usual_sharing(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Sharing:
        call = self.call(dispatcher, tracker)
        partner = call.services.partners.in_chat(parse_chat_id(tracker.sender_id))
        return partner.default_sharing if partner else Sharing.ONLY_ME


def _asked_at_beginning(call: Call) -> bool:
    """Tell whether the wish to log named the school: the step was asked about there."""
    return call.intent == LOG_INTENT and call.entity(Entity.DRAFT) is None


def _is_set_right(tracker: Tracker) -> bool:
    """Tell whether the message says what is to stand in another part: «nei, det var tirsdag»."""
    return len(tracker.slots_to_validate()) > 1


def _is_empty(tracker: Tracker) -> bool:
    return all(tracker.get_slot(part.value) == SKIPPED for part in REFLECTION_PARTS)


def _closes_a_step(call: Call, result: NextStepOutcome) -> bool:
    last = open_step(call, call.slot(Slot.SCHOOL))
    if last is None:
        return False
    close(call, last.id, result)
    return True


def _before(tracker: Tracker, slot: Slot) -> str | None:
    """Give what stood in a part that is told again; None when it is told for the first time."""
    if tracker.get_slot(Slot.SHARING.value) is None:
        return None
    set_to = (e["value"] for e in reversed(tracker.events) if _sets(e, slot))
    return next((text for text in set_to if text and read_step(text) is None), None)


def _sets(event: dict[str, Any], slot: Slot) -> bool:
    return event["event"] == "slot" and event["name"] == slot.value
