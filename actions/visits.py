"""Plan, list and cancel school visits."""

from __future__ import annotations

from datetime import date, datetime

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.drafts import forgotten
from actions.names import ActionName, Entity, Outcome, Response, Slot
from actions.visit_times import WantedTime
from bot.domain_model.dates import write_near_day, write_when
from bot.domain_model.visits import Visit, VisitInThePast
from bot.services.visits import ScheduleVisit


class ActionAskVisitFormVisitTime(RefleksAction):
    """Asks for the whole time, or only for the clock time when the day is told."""

    answers = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.ASK_VISIT_TIME.value

    def perform(self, call: Call) -> list[Event]:
        """Ask."""
        told = call.slot(Slot.VISIT_DATE)
        if told is None:
            call.say(Response.ASK_VISIT_TIME)
        else:
            day = write_near_day(date.fromisoformat(told), call.language, today=call.today)
            call.say(Response.ASK_VISIT_CLOCK, day=day)
        return []


class ActionAskVisitFormConfirmation(RefleksAction):
    """Shows the visit in full, before it is planned."""

    answers = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.ASK_VISIT_CONFIRMATION.value

    def perform(self, call: Call) -> list[Event]:
        """Say the school, and the time with its weekday; or ask what to change."""
        if call.wants_to_edit:
            call.say(Response.ASK_VISIT_FIELD)
            return []
        wanted = WantedTime.read(call.slot(Slot.VISIT_TIME))
        when = _when(call, wanted.starts_at, wanted.end)
        call.say(Response.VISIT_SUMMARY, summary=f"{call.slot(Slot.SCHOOL)}, {when}")
        return []


class ActionSaveVisit(RefleksAction):
    """Plans the confirmed visit, once for the message that confirmed it."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.SAVE_VISIT.value

    def perform(self, call: Call) -> list[Event]:
        """Plan, and forget the draft only when it is committed; report PAST for a time gone by."""
        wanted = WantedTime.read(call.slot(Slot.VISIT_TIME))
        school = call.slot(Slot.SCHOOL)
        wish = ScheduleVisit(call.source_key, school, wanted.starts_at, wanted.end)
        try:
            call.services.visits.schedule(call.actor, wish, at=call.at)
        except VisitInThePast:
            outdated = (Slot.VISIT_TIME, Slot.CONFIRMATION)
            return [*(SlotSet(each.value, None) for each in outdated), outcome(Outcome.PAST)]
        return [*forgotten(), outcome(Outcome.DONE)]


class ActionListVisits(RefleksAction):
    """Lists the partner's visits to come."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.LIST_VISITS.value

    def perform(self, call: Call) -> list[Event]:
        """Say the list; report EMPTY when there is nothing in it."""
        actor = call.actor
        if actor.partner_id is None:
            return [outcome(Outcome.NOT_PARTNER)]
        coming = call.services.visits.coming(actor, at=call.at)
        if not coming:
            return [outcome(Outcome.EMPTY)]
        call.say(Response.VISITS_LIST, list="\n".join(f"• {_line(call, v)}" for v in coming))
        return [outcome(Outcome.DONE)]


class ActionCancelVisit(RefleksAction):
    """Cancels the visit of the button that was pressed; asks with buttons when none was."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.CANCEL_VISIT.value

    def perform(self, call: Call) -> list[Event]:
        """Cancel, or ask which."""
        actor = call.actor
        if actor.partner_id is None:
            return [outcome(Outcome.NOT_PARTNER)]
        chosen = call.entity(Entity.VISIT)
        if chosen is not None:
            call.services.visits.cancel(actor, chosen, at=call.at)
            return [outcome(Outcome.DONE)]
        coming = call.services.visits.coming(actor, at=call.at)
        if not coming:
            return [outcome(Outcome.EMPTY)]
        call.say(Response.CHOOSE_VISIT, buttons=[_button(call, visit) for visit in coming])
        return [outcome(Outcome.ASKED)]


def _button(call: Call, visit: Visit) -> dict[str, str]:
    return {
        "title": _line(call, visit),
        "payload": f'/cancel_visit{{"{Entity.VISIT}": "{visit.id}"}}',
    }


def _line(call: Call, visit: Visit) -> str:
    return f"{visit.school_name}, {_when(call, visit.starts_at, visit.ends_at)}"


def _when(call: Call, start: datetime, end: datetime | None) -> str:
    return write_when(start, end, call.language, zone=call.zone, at=call.sent_at)
