"""The coordinator's overview: planned visits, quiet schools, what became of reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from starlette.responses import Response

from bot.domain_model.dates import write_day, write_when
from bot.domain_model.people import write_names
from bot.domain_model.visits import Visit
from bot.services.overview import ReminderReport
from bot.services.ports.overview import LastVisit
from bot.web.gate import PageRequest

GROUPINGS = ("week", "partner", "school")
"""What planned visits can be listed by."""
WEEKS = ("4", "8", "12", "26")
"""After how many weeks without a visit a school can be asked for."""
_DEFAULT_WEEKS = "8"


def show_overview(asked: PageRequest) -> Response:
    """Show the institution at a glance; only its coordinator may look."""
    overview, at = asked.site.services.overview, asked.at
    weeks = int(_choice(asked, "weeks", WEEKS, _DEFAULT_WEEKS))
    by = _choice(asked, "by", GROUPINGS, GROUPINGS[0])
    planned = overview.planned(asked.actor, at=at)
    report = overview.reminders(asked.actor, at=at)
    quiet = overview.quiet_schools(asked.actor, weeks, at=at)
    return asked.page(
        "overview.html",
        planned=_grouped(asked, planned, by),
        by=by,
        groupings=GROUPINGS,
        quiet=[_quiet(asked, each) for each in quiet],
        weeks=weeks,
        choices=[int(each) for each in WEEKS],
        counts=report.counts,
        wrong=_wrong(asked, report),
    )


def _choice(asked: PageRequest, name: str, choices: Sequence[str], default: str) -> str:
    wish = asked.request.query_params.get(name, "")
    return wish if wish in choices else default


def _grouped(
    asked: PageRequest, planned: Sequence[Visit], by: str
) -> list[tuple[str, list[dict[str, str]]]]:
    """Give the visits under headings; the heading whose first visit is next comes first."""
    groups: dict[str, list[dict[str, str]]] = {}
    for visit in planned:
        for heading in _headings(asked, visit, by):
            groups.setdefault(heading, []).append(_planned(asked, visit))
    return list(groups.items())


def _headings(asked: PageRequest, visit: Visit, by: str) -> list[str]:
    if by == "partner":
        return [each.name for each in visit.participants]
    if by == "school":
        return [visit.school_name]
    number = visit.starts_at.astimezone(asked.site.zone).isocalendar().week
    return [asked.site.services.texts.get("overview.week", asked.language, number=number)]


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
