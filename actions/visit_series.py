"""Visits that come again: which days they fall on, and how they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from actions.call import Call
from actions.names import Slot
from actions.visit_times import WantedTime
from bot.domain_model.dates import write_full_day, write_time
from bot.services.visits import ScheduleVisit

Times = Sequence[tuple[datetime, datetime | None]]


def planned(call: Call, wanted: WantedTime) -> list[ScheduleVisit]:
    """Give the visits that a yes plans: one, or each that comes again on a day with school."""
    school, key = call.slot(Slot.SCHOOL), call.source_key
    if not wanted.repeats:
        return [ScheduleVisit(key, school, wanted.starts_at, wanted.end)]
    times = (wanted.on(day, call.zone) for day in _with_school(call, wanted))
    return [
        ScheduleVisit(f"{key}#{place}", school, each.starts_at, each.end)
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


def _with_school(call: Call, wanted: WantedTime) -> list[date]:
    closed = call.services.free_days.free_among(call.actor, wanted.repeats)
    return [day for day in wanted.repeats if day not in closed] or list(wanted.repeats)
