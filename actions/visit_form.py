"""Checks the answers of the visit form."""

from __future__ import annotations

from datetime import date
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.forms import Found, RefleksForm, read_school
from actions.names import VISIT_STEPS, ActionName, Confirmed, Response, Slot
from actions.visit_times import WantedTime
from actions.words import Step, read_step


class ValidateVisitForm(RefleksForm):
    """A time is asked about until it is one single time to come; then it is confirmed."""

    steps = VISIT_STEPS

    def name(self) -> str:
        """Give its name."""
        return ActionName.VALIDATE_VISIT.value

    def validate_school(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take a name; a visit that is moved stays at its school."""
        if _moving(tracker):
            return {Slot.SCHOOL.value: value}
        name = read_school(value) if read_step(value) is None else None
        if name is None:
            dispatcher.utter_message(response=Response.SCHOOL_NOT_UNDERSTOOD.value)
        return {Slot.SCHOOL.value: name}

    def validate_visit_time(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Found:
        """Take a time to come, keep a day until its time is told, ask about all else."""
        if isinstance(value, str):
            if read_step(value) is Step.BACK:
                step = Slot.CONFIRMATION if _moving(tracker) else Slot.VISIT_TIME
                return {Slot.VISIT_DATE.value: None, **self.back_from(step)}
            dispatcher.utter_message(response=Response.VISIT_TIME_NOT_UNDERSTOOD.value)
            return {Slot.VISIT_TIME.value: None}
        wanted = WantedTime.read(value)
        call = self.call(dispatcher, tracker)
        waiting = call.slot(Slot.VISIT_DATE)
        if waiting and wanted.only_a_clock:
            wanted = wanted.on(date.fromisoformat(waiting), call.zone)
        return self._judged(wanted, dispatcher, call.today)

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

    def _judged(self, wanted: WantedTime, dispatcher: CollectingDispatcher, today: date) -> Found:
        problem = self._problem(wanted, today)
        if problem is not None:
            dispatcher.utter_message(response=problem.value)
            return {Slot.VISIT_TIME.value: None}
        if wanted.day_only is not None:
            day = wanted.day_only.isoformat()
            return {Slot.VISIT_DATE.value: day, Slot.VISIT_TIME.value: None}
        return {Slot.VISIT_TIME.value: wanted.written(), Slot.VISIT_DATE.value: None}

    def _problem(self, wanted: WantedTime, today: date) -> Response | None:
        if wanted.day_only is not None:
            return Response.VISIT_IN_PAST if wanted.day_only < today else None
        if wanted.starts_at <= self._clock():
            return Response.VISIT_IN_PAST
        return None if wanted.certain else Response.VISIT_TIME_UNCERTAIN


def _moving(tracker: Tracker) -> bool:
    return tracker.get_slot(Slot.VISIT.value) is not None
