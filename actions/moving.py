"""Begin to move a visit: find out which one it is, and whether the whole series moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response, Slot
from actions.visit_choice import (
    ALL,
    ONE,
    button,
    choice,
    line,
    of_one_series,
    on_told_day,
    own_visit,
)
from actions.visit_draft import VisitDraft
from actions.visit_instead import time_of_new
from actions.visit_times import WantedTime
from bot.domain_model.visit_shifts import read_ending, read_new_clock, read_shift
from bot.domain_model.visits import Visit
from bot.services.ports.assistant import payload

_MOVE = "move_visit"


class ActionChooseVisitToMove(RefleksAction):
    """Hands the visit of the button, or the one that is named, to the visit form."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.CHOOSE_VISIT_TO_MOVE.value

    def perform(self, call: Call) -> list[Event]:
        """Report READY for one visit or series, ASKED for several, GONE without a visit."""
        chosen = call.entity(Entity.VISIT)
        if chosen is not None:
            visit = own_visit(call, str(chosen))
            return [outcome(Outcome.GONE)] if visit is None else _this_or_all(call, visit)
        coming = call.services.visits.coming(call.actor, at=call.at)
        if not coming:
            return [*_time_told(None), outcome(Outcome.EMPTY)]
        series = of_one_series(call, coming)
        if series is not None:
            return _begun(call, series, whole=True)
        found = choice(call, coming)
        meant = found.only or _moved_from(call, found.among)
        if meant is not None:
            return _this_or_all(call, meant)
        # The time goes with the buttons: a question that is never answered leaves nothing behind.
        buttons = [button(call, _MOVE, each, **_told(call, each)) for each in found.among]
        call.say(Response.CHOOSE_VISIT_TO_MOVE, buttons=buttons)
        return [*_time_told(None), outcome(Outcome.ASKED)]


def _moved_from(call: Call, among: Sequence[Visit]) -> Visit | None:
    """Give the visit on the day that is left, or on one of two, «besøket i morgen til mandag»."""
    value = call.entity(Entity.VISIT_TIME)
    wanted = None if value is None else WantedTime.read(value)
    if wanted is None:
        return None
    left = {wanted.moved_from} if wanted.moved_from else wanted.days(call.zone)
    there = [each for each in among if each.starts_at.astimezone(call.zone).date() in left]
    if wanted.moved_from is None:
        there = list(on_told_day(call, there)) if len(left) == 2 else []
    return there[0] if len(there) == 1 else None


def new_time(wanted: WantedTime, visit: Visit | None) -> tuple[datetime, datetime | None]:
    """Give when a moved visit begins and ends: as long as before when only its start is told."""
    start = wanted.starts_at
    if wanted.end is not None or visit is None or visit.ends_at is None:
        return start, wanted.end
    return start, start + (visit.ends_at - visit.starts_at)


def _this_or_all(call: Call, visit: Visit) -> list[Event]:
    """Begin with a visit that stands alone; of a series, ask whether all of it is meant."""
    scope = call.entity(Entity.CONFIRMED)
    count = len(call.services.visits.series.rest(call.actor, visit.id, at=call.at))
    if scope is not None or count < 2:
        return _begun(call, visit, whole=scope == ALL and count > 1)
    about = {"visit": visit.id, **_told(call, visit)}
    buttons = [
        {
            "title": call.text(title, count=count),
            "payload": payload(_MOVE, confirmed=what, **about),
        }
        for title, what in (("only_this", ONE), ("all_ahead", ALL))
    ]
    call.say(Response.MOVE_ONE_OR_ALL, buttons=buttons, summary=line(call, visit))
    return [*_time_told(None), outcome(Outcome.ASKED)]


def _told(call: Call, visit: Visit) -> dict[str, object]:
    told = _time_of(call, visit)
    return {} if told is None else {Entity.VISIT_TIME.value: told}


def _time_of(call: Call, visit: Visit, *, whole: bool = False) -> object:
    """Give the time that a visit is to have, as it is told, or by where the visit was."""
    ending = read_ending(call.told)
    end = ending.of(visit.starts_at, call.zone) if ending else None
    if end is not None:
        return WantedTime(visit.starts_at.astimezone(call.zone), end).written()
    told = call.entity(Entity.VISIT_TIME) or time_of_new(call, visit)
    wanted = _by_where_it_was(call, visit) if told is None else None
    if wanted is None or (
        whole and not _same_week(wanted.starts_at, visit.starts_at.astimezone(call.zone))
    ):
        return told
    return wanted.written()


def _by_where_it_was(call: Call, visit: Visit) -> WantedTime | None:
    """Read «en uke senere», and «til 11», which is an hour of the same day."""
    shift = read_shift(call.words)
    if shift is not None:
        others = shift.others(visit.starts_at, call.zone)
        new = shift.of(visit.starts_at, call.zone)
        return WantedTime(new, certain=not others, others=others)
    clock = read_new_clock(call.words)
    if clock is None:
        return None
    day = visit.starts_at.astimezone(call.zone).date()
    return WantedTime(datetime.combine(day, clock, tzinfo=call.zone))


def _same_week(one: datetime, other: datetime) -> bool:
    """Tell whether a series can move so: each of its visits stays in its own week."""
    return one.isocalendar()[:2] == other.isocalendar()[:2]


def _begun(call: Call, visit: Visit, *, whole: bool) -> list[Event]:
    return [
        VisitDraft(moved=visit.id, whole=whole).remembered(),
        SlotSet(Slot.SCHOOL.value, visit.school_name),
        SlotSet(Slot.CONFIRMATION.value, None),
        *_time_told(_time_of(call, visit, whole=whole)),
        outcome(Outcome.READY),
    ]


def _time_told(told: object) -> list[Event]:
    return [SlotSet(Slot.VISIT_TIME.value, told), SlotSet(Slot.VISIT_DATE.value, None)]
