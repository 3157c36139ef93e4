"""Plan, move and list school visits."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.drafts import forgotten
from actions.moving import new_time
from actions.names import ActionName, Entity, Outcome, Response, Slot
from actions.visit_choice import (
    choice,
    full_when,
    line,
    names_school_of,
    on_told_day,
    own_visit,
    purpose,
    together,
    when,
    whole_line,
)
from actions.visit_company import INTENT as SHARE
from actions.visit_company import ask_who
from actions.visit_draft import VisitDraft
from actions.visit_instead import coming_there, move_button
from actions.visit_instead import told as told_of
from actions.visit_overlaps import overlaps_of_moved, overlaps_of_new
from actions.visit_series import moved_series, planned, summary
from actions.visit_times import WantedTime
from bot.domain_model.participants import match_colleague
from bot.domain_model.visit_lists import asks_who_goes, means_next
from bot.domain_model.visits import Visit, VisitInThePast
from bot.services.calendars.own_calendar import OFFER
from bot.services.ports.assistant import payload

_NEXT = "next"
"""What `/neste` says instead of a visit."""


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
        draft = VisitDraft.read(call.tracker)
        if draft.moved is not None:
            if draft.whole:
                told = moved_series(call, wanted, draft.moved)
                call.say(Response.MOVE_ALL_SUMMARY, summary=told)
            else:
                told = _move(call, wanted, own_visit(call, draft.moved))
                call.say(Response.MOVE_SUMMARY, summary=told)
            return []
        there = coming_there(call, wanted)
        told = _new(call, wanted, draft, there)
        call.say(Response.VISIT_SUMMARY, buttons=move_button(call, there), summary=told)
        for name in draft.unsure:
            known = call.services.visits.participants.colleagues(call.actor)
            ask_who(call, name, match_colleague(name, known))
        return []


class ActionSaveVisit(RefleksAction):
    """Plans or moves the confirmed visit, once for the message that confirmed it."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.SAVE_VISIT.value

    def perform(self, call: Call) -> list[Event]:
        """Save, and forget the draft only when it is committed; report PAST for a time gone by."""
        wanted = WantedTime.read(call.slot(Slot.VISIT_TIME))
        draft = VisitDraft.read(call.tracker)
        moved = draft.moved
        try:
            if moved is not None:
                save = _save_series if draft.whole else _save_move
                return [*forgotten(call.tracker), outcome(save(call, moved, wanted))]
            wishes = planned(call, wanted)
            call.services.visits.schedule_all(call.actor, wishes, at=call.at)
        except VisitInThePast:
            if moved is not None:
                return [*forgotten(call.tracker), outcome(Outcome.PAST)]
            outdated = (Slot.VISIT_TIME, Slot.CONFIRMATION)
            return [*(SlotSet(each.value, None) for each in outdated), outcome(Outcome.PAST)]
        reached = Outcome.DONE if len(wishes) == 1 else Outcome.SEVERAL
        return [*forgotten(call.tracker), outcome(reached)]


class ActionListVisits(RefleksAction):
    """Lists the partner's visits to come, or shows the next one of them."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.LIST_VISITS.value

    def perform(self, call: Call) -> list[Event]:
        """Say the list; report EMPTY when there is nothing in it."""
        actor = call.actor
        coming = call.services.visits.coming(actor, at=call.at)
        if not coming:
            return [outcome(Outcome.EMPTY)]
        asked_for = choice(call, coming).among
        if call.entity(Entity.VISIT) == _NEXT or means_next(call.words):
            _say_one(call, Response.NEXT_VISIT, asked_for[0])
            return [outcome(Outcome.DONE)]
        shown = on_told_day(call, asked_for)
        missing = _not_there(call, coming) or _not_then(call, shown)
        if missing is None and len(shown) == 1 and names_school_of(call, shown[0]):
            _say_one(call, Response.ONE_VISIT, shown[0])
            return [outcome(Outcome.DONE)]
        called = Response.VISITS_LIST if missing is None else Response.NO_VISITS_THEN
        listed = "\n".join(f"• {_listed(call, visit)}" for visit in shown)
        call.say(called, buttons=_changes(call, shown), list=listed, where=missing or "")
        return [outcome(Outcome.DONE)]


def _say_one(call: Call, response: Response, visit: Visit) -> None:
    call.say(response, buttons=_changes(call, [visit]), summary=_listed(call, visit))


def _listed(call: Call, visit: Visit) -> str:
    """Write a visit; to who asks who goes, also that nobody else does."""
    if asks_who_goes(call.told) and not visit.others(call.actor.partner_id):
        return f"{line(call, visit)}, {call.text('only_you')}"
    return whole_line(call, visit)


def _not_there(call: Call, coming: Sequence[Visit]) -> str | None:
    """Say where no visit is, if the message names a school that none of them is at."""
    if any(names_school_of(call, each) for each in coming) or call.school is None:
        return None
    return call.text("at_school", school=call.school)


def _not_then(call: Call, shown: Sequence[Visit]) -> str | None:
    """Say that none is then, if the message names days that the visits shown are not on."""
    value = call.entity(Entity.VISIT_TIME)
    wanted = None if value is None else WantedTime.read(value)
    if wanted is None or wanted.only_a_clock:
        return None
    days = wanted.days(call.zone)
    on_them = all(each.starts_at.astimezone(call.zone).date() in days for each in shown)
    return None if on_them else call.text("then")


def _changes(call: Call, listed: Sequence[Visit]) -> list[dict[str, str]]:
    """Make the buttons under the list; which of several visits it is about is asked later."""
    about = {Entity.VISIT.value: listed[0].id} if len(listed) == 1 else {}
    changes = [
        {"title": call.text(intent), "payload": payload(intent, **about)}
        for intent in ("move_visit", "cancel_visit")
    ]
    company = {"title": call.text("take_along"), "payload": payload(SHARE, **about)}
    return [*changes, company, {"title": call.text("calendar"), "payload": OFFER}]


def _new(call: Call, wanted: WantedTime, draft: VisitDraft, there: Visit | None) -> str:
    if wanted.repeats:
        shown = summary(call, wanted)
    else:
        told = full_when(call, wanted.starts_at, wanted.end)
        shown = f"{call.slot(Slot.SCHOOL)}, {told}"
    going = draft.colleagues(call)
    others = together(call, going, "together_told")
    told = purpose(call, draft.purpose) if draft.purpose else ""
    same_time = overlaps_of_new(call, planned(call, wanted), going)
    already = told_of(call, wanted, there)
    return "\n".join(filter(None, (shown, others, told, already, same_time)))


def _move(call: Call, wanted: WantedTime, visit: Visit | None) -> str:
    school = call.slot(Slot.SCHOOL)
    new = full_when(call, *new_time(wanted, visit))
    if visit is None:
        return f"{school}, {new}"
    old = when(call, visit.starts_at, visit.ends_at)
    told = call.text("move", school=school, old=old, new=new)
    same_time = overlaps_of_moved(call, [(visit, *new_time(wanted, visit))])
    return "\n".join(filter(None, (told, same_time)))


def _save_move(call: Call, visit_id: str, wanted: WantedTime) -> Outcome:
    visit = own_visit(call, visit_id)
    if visit is None:
        return Outcome.GONE
    call.services.visits.move(
        call.actor, visit_id, *new_time(wanted, visit), source_key=call.source_key, at=call.at
    )
    return Outcome.MOVED


def _save_series(call: Call, visit_id: str, wanted: WantedTime) -> Outcome:
    if own_visit(call, visit_id) is None:
        return Outcome.GONE
    time = (wanted.starts_at, wanted.end)
    call.services.visits.series.move(
        call.actor, visit_id, *time, source_key=call.source_key, at=call.at
    )
    return Outcome.ALL_MOVED
