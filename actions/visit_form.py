"""Checks the answers of the visit form."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.call import Call
from actions.forms import Found, RefleksForm, read_school
from actions.names import VISIT_STEPS, ActionName, Confirmed, Entity, Response, Slot
from actions.visit_choice import own_visit
from actions.visit_draft import VisitDraft
from actions.visit_school import changes_known_visit, settled_school
from actions.visit_series import for_moved
from actions.visit_time_question import lack_of, told_so_far
from actions.visit_times import Lack, WantedTime
from actions.words import Step, read_step, wants_another_day
from bot.domain_model.visit_shifts import keeps_clock

_PLAN = "schedule_visit"
_ASKED = "requested_slot"


class ValidateVisitForm(RefleksForm):
    """A time is asked about until it is one single time to come; then it is confirmed."""

    steps = VISIT_STEPS

    def name(self) -> str:
        """Give its name."""
        return ActionName.VALIDATE_VISIT.value

    def validate_school(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take a name that is clear; a visit that is moved stays at its school."""
        call = self.call(dispatcher, tracker)
        if _moving(tracker):
            return {Slot.SCHOOL.value: _moved_at(call) or value}
        other = read_step(value) is not None or changes_known_visit(call)
        name = None if other else read_school(value)
        if name is None:
            dispatcher.utter_message(response=Response.SCHOOL_NOT_UNDERSTOOD.value)
            return {Slot.SCHOOL.value: None}
        found: Found = {Slot.SCHOOL.value: settled_school(call, name)}
        return _instead(call, found) if call.intent == _PLAN else found

    def validate_visit_time(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take one single time to come; keep what was told of any other, to ask about it."""
        if isinstance(value, str):
            if read_step(value) is Step.BACK:
                step = Slot.CONFIRMATION if _moving(tracker) else Slot.VISIT_TIME
                return {Slot.VISIT_DATE.value: None, **self.back_from(step)}
            if wants_another_day(value):
                return {Slot.VISIT_DATE.value: None, Slot.VISIT_TIME.value: None}
            call = self.call(dispatcher, tracker)
            told = told_so_far(call)
            if told is not None and keeps_clock(value):
                return self._judged(for_moved(call, told), call)
            dispatcher.utter_message(response=Response.VISIT_TIME_NOT_UNDERSTOOD.value)
            return {Slot.VISIT_TIME.value: None}
        call = self.call(dispatcher, tracker)
        if call.slot(Slot.SCHOOL) is None and changes_known_visit(call):
            return {Slot.VISIT_TIME.value: None}
        wanted = WantedTime.read(value).after(told_so_far(call), call.zone)
        if (before := _time_before(call)) is not None:
            wanted = wanted.instead_of(before, call.zone)
        return self._judged(for_moved(call, wanted), call)

    def validate_confirmation(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take a yes, or the name of a part to tell again; of a move that is the time."""
        if _moving(tracker):
            if value == Confirmed.VISIT:
                return {Slot.CONFIRMATION.value: Confirmed.MOVE.value}
            again = (Slot.VISIT_TIME, Slot.VISIT_DATE, Slot.CONFIRMATION)
            return {slot.value: None for slot in again}
        if value in self.steps:
            return {value: None, Slot.VISIT_DATE.value: None, Slot.CONFIRMATION.value: None}
        return {Slot.CONFIRMATION.value: None if value == Confirmed.EDIT else value}

    def _judged(self, wanted: WantedTime, call: Call) -> Found:
        lack = lack_of(call, wanted)
        if lack is None:
            return {Slot.VISIT_TIME.value: wanted.written(), Slot.VISIT_DATE.value: None}
        if lack is not Lack.CLOCK and not wanted.choices(call.at, call.today):
            call.say(Response.VISIT_IN_PAST)
            return {Slot.VISIT_TIME.value: None}
        return {Slot.VISIT_TIME.value: None, Slot.VISIT_DATE.value: wanted.written()}


def _instead(call: Call, found: Found) -> Found:
    """Plan another visit than before, and say that the one before is none."""
    before = _school_before(call, found[Slot.SCHOOL.value])
    if before is None:
        return found
    call.say(Response.VISIT_NOT_PLANNED, school=before)
    afresh: Found = {Slot.VISIT_DATE.value: None, Slot.CONFIRMATION.value: None}
    if call.entity(Entity.VISIT_TIME) is None:
        afresh[Slot.VISIT_TIME.value] = None
    company = VisitDraft().told_more(call).remembered()
    return {**found, **afresh, Slot.VISIT.value: company["value"]}


def _school_before(call: Call, now: str | None) -> str | None:
    """Give the school that the form was about until this message, if that was another one."""
    events = list(reversed(call.tracker.events))
    if any(each["event"] == "active_loop" for each in takewhile(_is_not_heard, events)):
        return None  # the form has just begun
    earlier = dropwhile(_is_not_heard, events)
    told = next((each["value"] for each in earlier if _sets(each, Slot.SCHOOL)), None)
    school = str(told or "")
    if not school or (now and school.casefold().startswith(now.casefold())):
        return None
    return None if now and now.casefold().startswith(school.casefold()) else school


def _time_before(call: Call) -> WantedTime | None:
    """Give the time that waited for its yes when the message came: «nei, klokka ti»."""
    if (
        call.tracker.get_slot(_ASKED) != Slot.CONFIRMATION
        or call.entity(Entity.SCHOOL) is not None
    ):
        return None
    earlier = dropwhile(_is_not_heard, reversed(call.tracker.events))
    times = (each["value"] for each in earlier if _sets(each, Slot.VISIT_TIME))
    told = next(times, None)
    return WantedTime.read(told) if isinstance(told, dict) else None


def _is_not_heard(event: dict[str, Any]) -> bool:
    return bool(event["event"] != "user")


def _sets(event: dict[str, Any], slot: Slot) -> bool:
    return event["event"] == "slot" and event["name"] == slot.value


def _moved_at(call: Call) -> str | None:
    visit = own_visit(call, VisitDraft.read(call.tracker).moved or "")
    return visit.school_name if visit else None


def _moving(tracker: Tracker) -> bool:
    return VisitDraft.read(tracker).moved is not None
