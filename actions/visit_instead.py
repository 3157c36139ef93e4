"""A visit is planned at a school where one is to come already: perhaps that one moves instead."""

from __future__ import annotations

from actions.call import Call
from actions.names import Entity, Slot
from actions.visit_choice import when
from actions.visit_draft import VisitDraft
from actions.visit_times import WantedTime
from bot.domain_model.schools import school_key
from bot.domain_model.visits import Visit, end_of
from bot.services.ports.assistant import payload

_FORM = "visit_form"


def coming_there(call: Call, wanted: WantedTime) -> Visit | None:
    """Give the one visit to come at the school of a new visit; None for several, or a series."""
    if wanted.repeats:
        return None
    key = school_key(str(call.slot(Slot.SCHOOL)))
    coming = call.services.visits.coming(call.actor, at=call.at)
    there = [each for each in coming if school_key(each.school_name) == key]
    return there[0] if len(there) == 1 and there[0].series_id is None else None


def told(call: Call, wanted: WantedTime, visit: Visit | None) -> str:
    """Write that there is a visit already; nothing if it is told of as one at the same time."""
    if visit is None or _overlap(wanted, visit):
        return ""
    return call.text("visit_there", when=when(call, visit.starts_at, visit.ends_at))


def _overlap(wanted: WantedTime, visit: Visit) -> bool:
    ends = end_of(wanted.starts_at, wanted.end)
    return wanted.starts_at < end_of(visit.starts_at, visit.ends_at) and visit.starts_at < ends


def move_button(call: Call, visit: Visit | None) -> list[dict[str, str]]:
    """Offer to move the visit to the time of the new one, which `time_of_new` gives then."""
    if visit is None:
        return []
    moved = payload("move_visit", **{Entity.VISIT.value: visit.id})
    return [{"title": call.text("move_instead"), "payload": moved}]


def time_of_new(call: Call, visit: Visit) -> object:
    """Give the time that is told for a new visit at the school of `visit`, if one is planned."""
    school = call.slot(Slot.SCHOOL)
    planned = call.tracker.active_loop.get("name") == _FORM and school is not None
    if not planned or VisitDraft.read(call.tracker).moved is not None:
        return None
    same = school_key(str(school)) == school_key(visit.school_name)
    return call.slot(Slot.VISIT_TIME) if same else None
