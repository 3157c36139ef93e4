"""Visits that come again: which days they fall on, and how they are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from actions.call import Call
from actions.names import Slot
from actions.visit_choice import full_when, own_visit, when
from actions.visit_draft import VisitDraft
from actions.visit_overlaps import overlaps_of_moved
from actions.visit_times import WantedTime
from bot.domain_model.dates import write_full_day, write_time
from bot.domain_model.visit_series import in_own_week, weekday_wished
from bot.domain_model.visit_shifts import keeps_clock, puts_off
from bot.domain_model.visits import Visit
from bot.services.visits import ScheduleVisit

_FROM = re.compile(r"\b(?:fra|frå|from)\b")

Times = Sequence[tuple[datetime, datetime | None]]


def planned(call: Call, wanted: WantedTime) -> list[ScheduleVisit]:
    """Give the visits that a yes plans: one, or each that comes again on a day with school."""
    school, key = call.slot(Slot.SCHOOL), call.source_key
    draft = VisitDraft.read(call.tracker)
    more = (draft.together, draft.purpose)
    if not wanted.repeats:
        return [ScheduleVisit(key, school, wanted.starts_at, wanted.end, *more)]
    times = (wanted.on(day, call.zone) for day in _with_school(call, wanted))
    return [
        ScheduleVisit(f"{key}#{place}", school, each.starts_at, each.end, *more)
        for place, each in enumerate(times)
    ]


def summary(call: Call, wanted: WantedTime) -> str:
    """Write visits that come again: how many, each day, and which days are passed over."""
    days = _with_school(call, wanted)
    clock = write_time(wanted.starts_at, wanted.end, call.language, zone=call.zone)
    school = call.slot(Slot.SCHOOL)
    lines = [call.text("repeated", school=school, count=len(days), clock=clock)]
    lines += [f"• {write_full_day(day, call.language)}" for day in days]
    passed_over = [day for day in wanted.repeats if day not in days]
    if passed_over:
        told = ", ".join(write_full_day(day, call.language) for day in passed_over)
        lines.append(call.text("passed_over", days=told))
    return "\n".join(lines)


def for_moved(call: Call, wanted: WantedTime) -> WantedTime:
    """Complete what is told of a move by the visit itself: «kl. 12» is a time of its own day.

    Of a series it is a day in its first visit's own week: the weekday that is told with it,
    «fredager kl. 10», or else the one that it was on. «Fredag, samme tid» keeps its clock.
    """
    draft = VisitDraft.read(call.tracker)
    visit = own_visit(call, draft.moved) if draft.moved else None
    if visit is None:
        return wanted
    start = visit.starts_at.astimezone(call.zone)
    wanted = _without_the_old(wanted, start, call)
    if wanted.only_a_clock:
        weekday = weekday_wished(call.words) if draft.whole else None
        day = start.date() if weekday is None else in_own_week(visit, weekday, call.zone).date()
        return wanted.on(day, call.zone)
    if wanted.day_only is not None and not wanted.others and keeps_clock(call.words):
        same = replace(wanted, start=start, end=visit.ends_at, day_only=None)
        wanted = same.on(wanted.day_only, call.zone)
    if not wanted.by_weekday or draft.whole or len(wanted.others) > 1:
        return wanted
    return wanted.on_one_of(_weekdays_meant(call, wanted, visit), call.zone)


def _weekdays_meant(call: Call, wanted: WantedTime, visit: Visit) -> set[date]:
    """Give the days that a weekday told may be: the next one, and that of the visit's own week.

    A visit that is put off is not before it was, and one that moves «fra fredag til mandag» may
    well come after.
    """
    left = visit.starts_at.astimezone(call.zone).date()
    after = left + timedelta(days=(wanted.day - left).days % 7 or 7)
    if puts_off(call.words):
        return {after}
    days = {wanted.day, in_own_week(visit, wanted.day.weekday(), call.zone).date()}
    days |= {after} if wanted.moved_from else set()
    return {day for day in days if day >= call.today}


def _without_the_old(wanted: WantedTime, old: datetime, call: Call) -> WantedTime:
    """Take away the time that a visit moves from: «fra kl. 9 til kl. 10», «fredag til mandag»."""
    if wanted.end is not None and _FROM.search(call.words):
        same = _at_clock_of(wanted.starts_at, old, call)
        return replace(wanted, start=wanted.end, end=None) if same else wanted
    if wanted.only_a_clock:
        return wanted
    new = {each for each in wanted.others if not _on_day_of(each, old, call)}
    if len(new) > 1:
        new = {each for each in new if not _at_clock_of(each, old, call)} or new
    if len(new) != 1 or len(set(wanted.others)) < 2:
        return wanted
    (only,) = new
    if isinstance(only, datetime):
        return replace(wanted, start=only, end=None, certain=True, others=())
    return replace(wanted, day_only=only, others=())


def _on_day_of(each: datetime | date, old: datetime, call: Call) -> bool:
    day = each.astimezone(call.zone).date() if isinstance(each, datetime) else each
    return day == old.date()


def _at_clock_of(each: datetime | date, old: datetime, call: Call) -> bool:
    return isinstance(each, datetime) and each.astimezone(call.zone).time() == old.time()


def moved_series(call: Call, wanted: WantedTime, visit_id: str) -> str:
    """Write when each visit of a series takes place if it moves, and which days have no school."""
    time = (wanted.starts_at, wanted.end)
    moved = call.services.visits.series.times(call.actor, visit_id, *time, at=call.at)
    if not moved:
        return full_when(call, *time)
    lines = [
        call.text(
            "move_to", old=when(call, each.starts_at, each.ends_at), new=when(call, start, end)
        )
        for each, start, end in moved
    ]
    days = [start.astimezone(call.zone).date() for _, start, _ in moved]
    free = call.services.free_days.free_among(call.actor, days)
    if free:
        told = ", ".join(write_full_day(day, call.language) for day in days if day in free)
        lines.append(call.text("moved_to_free", days=told))
    same_time = overlaps_of_moved(call, moved)
    return "\n".join(filter(None, [f"{moved[0][0].school_name}:", *lines, same_time]))


def _with_school(call: Call, wanted: WantedTime) -> list[date]:
    closed = call.services.free_days.free_among(call.actor, wanted.repeats)
    return [day for day in wanted.repeats if day not in closed] or list(wanted.repeats)
