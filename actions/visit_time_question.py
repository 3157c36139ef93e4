"""Asks for a visit's time, with buttons of what was likely meant; nothing is guessed."""

from __future__ import annotations

from dataclasses import replace

from actions.boundary import Event, RefleksAction
from actions.call import Call
from actions.names import ActionName, Entity, Response, Slot
from actions.visit_choice import own_visit
from actions.visit_draft import VisitDraft
from actions.visit_times import Lack, WantedTime
from bot.domain_model.dates import write_full_day, write_full_when, write_near_day, write_time
from bot.services.ports.assistant import payload

MOST_CHOICES = 5
_USUAL_HOURS = (9, 10, 12, 14)
"""When schools are visited most: first thing, after a break, and when teaching has ended."""
_QUESTIONS = {
    Lack.PAST: Response.ASK_VISIT_INSTEAD_OF_PAST,
    Lack.OPEN: Response.ASK_WHICH_VISIT_TIME,
    Lack.FREE: Response.ASK_VISIT_ON_FREE_DAY,
}


class ActionAskVisitFormVisitTime(RefleksAction):
    """Asks for the whole time, or only for what is open in the time that was told."""

    answers = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.ASK_VISIT_TIME.value

    def perform(self, call: Call) -> list[Event]:
        """Ask."""
        wanted = told_so_far(call)
        if wanted is None:
            call.say(Response.ASK_VISIT_TIME)
            return []
        lack = lack_of(call, wanted)
        if lack is Lack.CLOCK or lack is None:
            call.say(
                Response.ASK_VISIT_CLOCK,
                buttons=[*_hours(call), *_ways_out(call)],
                day=write_near_day(wanted.day, call.language, today=call.today),
            )
        else:
            call.say(
                _QUESTIONS[lack],
                buttons=[*_choices(call, wanted, lack), *_ways_out(call)],
                day=write_full_day(wanted.day, call.language),
            )
        return []


def told_so_far(call: Call) -> WantedTime | None:
    """Give what was told of the time of a visit to come."""
    told = call.slot(Slot.VISIT_DATE)
    return WantedTime.read(told) if isinstance(told, dict) else None  # a reflection's is a day


def lack_of(call: Call, wanted: WantedTime) -> Lack | None:
    """Say what is to be asked about a time, at the partner's institution."""
    free = call.services.free_days.is_free(call.actor, wanted.day)
    return wanted.lack(call.at, call.today, free=free)


def _choices(call: Call, wanted: WantedTime, lack: Lack) -> list[dict[str, str]]:
    if lack is Lack.FREE:
        agreed = replace(wanted, certain=True, only_free=False, agreed=True)
        return [_button(call.text("free_day_is_right"), agreed)]
    meant = wanted.choices(call.at, call.today)[:MOST_CHOICES]
    titles = [_title(call, each) for each in meant]
    if lack is Lack.PAST and len(titles) == 1:  # «Mener du dette?»
        titles = [call.text("yes_then", time=titles[0])]
    return [_button(title, each) for title, each in zip(titles, meant, strict=True)]


def _title(call: Call, wanted: WantedTime) -> str:
    if wanted.start is None:
        return write_full_day(wanted.day, call.language)
    return write_full_when(wanted.start, wanted.end, call.language, zone=call.zone)


def _button(title: str, wanted: WantedTime) -> dict[str, str]:
    return {"title": title, "payload": payload("inform", **{Entity.VISIT_TIME: wanted.written()})}


def _hours(call: Call) -> list[dict[str, str]]:
    """Offer usual hours; first the one that a visit which moves has now."""
    moved = VisitDraft.read(call.tracker).moved
    visit = own_visit(call, moved) if moved else None
    now = [write_time(visit.starts_at, None, call.language, zone=call.zone)] if visit else []
    hours = [*now, *(call.text("clock", hour=f"{hour:02}") for hour in _USUAL_HOURS)]
    return [{"title": hour, "payload": hour} for hour in dict.fromkeys(hours)]


def _ways_out(call: Call) -> list[dict[str, str]]:
    return [
        {"title": call.text("another_day"), "payload": call.text("another_day").casefold()},
        {"title": call.text("stop"), "payload": "/stop"},
    ]
