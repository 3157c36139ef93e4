"""The coordinator's overview: planned visits by week, quiet schools, what became of reminders."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from starlette.responses import Response

from bot.domain_model.dates import write_day, write_when
from bot.domain_model.people import write_names
from bot.domain_model.visits import Visit
from bot.services.overview import ReminderReport
from bot.services.ports.overview import LastVisit
from bot.web.gate import PageRequest

WEEKS = (4, 8, 12, 26)
"""After how many weeks without a visit a school can be asked for."""
_DEFAULT_WEEKS = 8


def show_overview(asked: PageRequest) -> Response:
    """Show the institution at a glance; only its coordinator may look."""
    overview, at = asked.site.services.overview, asked.at
    weeks = _weeks(asked)
    planned = overview.planned(asked.actor, at=at)
    report = overview.reminders(asked.actor, at=at)
    quiet = overview.quiet_schools(asked.actor, weeks, at=at)
    return asked.page(
        "overview.html",
        planned=_by_week(asked, list(planned)),
        quiet=[_quiet(asked, each) for each in quiet],
        weeks=weeks,
        choices=WEEKS,
        counts=report.counts,
        wrong=_wrong(asked, report),
    )


def _weeks(asked: PageRequest) -> int:
    wish = asked.request.query_params.get("weeks", "")
    known = {str(each): each for each in WEEKS}
    return known.get(wish, _DEFAULT_WEEKS)


def _by_week(asked: PageRequest, planned: list[Visit]) -> list[dict[str, object]]:
    def monday(each: Visit) -> date:
        day = each.starts_at.astimezone(asked.site.zone).date()
        return day - timedelta(days=day.weekday())

    return [
        {
            "number": begins.isocalendar().week,
            "visits": [_planned(asked, each) for each in group],
        }
        for begins, group in groupby(planned, key=monday)
    ]


def _planned(asked: PageRequest, visit: Visit) -> dict[str, str]:
    zone = asked.site.zone
    return {
        "school": visit.school_name,
        "partners": write_names([each.name for each in visit.participants], asked.language),
        "purpose": visit.purpose,
        "starts": visit.starts_at.astimezone(zone).isoformat(),
        "when": write_when(visit.starts_at, visit.ends_at, asked.language, zone=zone, at=asked.at),
    }


def _quiet(asked: PageRequest, each: LastVisit) -> dict[str, object]:
    return {
        "school": each.school,
        "day": each.at and _day(asked, each.at.astimezone(asked.site.zone).date()),
        "weeks": each.at and (asked.at - each.at).days // 7,
    }


def _wrong(asked: PageRequest, report: ReminderReport) -> list[dict[str, str]]:
    zone = asked.site.zone
    return [
        {
            "what": what.value,
            "partner": each.partner_name,
            "school": each.school,
            "day": _day(asked, each.due_at.astimezone(zone).date()),
        }
        for what, each in report.wrong
    ]


def _day(asked: PageRequest, day: date) -> str:
    return write_day(day, asked.language, today=asked.at.astimezone(asked.site.zone).date())
