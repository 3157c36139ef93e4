"""When the schools of an institution are closed: its coordinator's to set."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from bot.domain_model.dates import write_full_day
from bot.domain_model.errors import NotAllowed
from bot.domain_model.free_days import InvalidPeriod, Period
from bot.web.gate import PageRequest, see_other

PATH = "/school-holidays"


def list_school_holidays(asked: PageRequest) -> Response:
    """List the periods, with a form to add one."""
    return _page(asked)


def add_school_holiday(asked: PageRequest) -> Response:
    """Add a period, or say what is wrong with it."""
    try:
        period = _period(asked)
    except ValueError:
        return _page(asked, status=400)
    asked.site.services.free_days.add(asked.actor, period, at=asked.at)
    return see_other(PATH)


def remove_school_holiday(asked: PageRequest) -> Response:
    """Take a period back."""
    try:
        period = _period(asked)
    except ValueError:
        return see_other(PATH)
    asked.site.services.free_days.remove(asked.actor, period, at=asked.at)
    return see_other(PATH)


def _period(asked: PageRequest) -> Period:
    first, last = asked.form.get("first", ""), asked.form.get("last", "")
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last or first))
    except InvalidPeriod as error:
        raise ValueError(first, last) from error


def _page(asked: PageRequest, status: int = 200) -> Response:
    if not asked.actor.coordinates:
        raise NotAllowed
    periods = asked.site.services.free_days.periods(asked.actor)
    return asked.page(
        "school_holidays.html",
        status=status,
        wrong=status != 200,
        first=asked.form.get("first", ""),
        last=asked.form.get("last", ""),
        periods=[
            {
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "from": write_full_day(each.first, asked.language),
                "to": write_full_day(each.last, asked.language),
            }
            for each in periods
        ],
    )
