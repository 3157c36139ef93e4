"""One's own calendar: the secret address of the feed, and files of one's visits."""

from __future__ import annotations

from starlette.responses import Response

from bot.domain_model.dates import write_day
from bot.services.calendars import FILE_NAME
from bot.web.calendar_feed import calendar_response
from bot.web.gate import PageRequest, see_other


def show_calendar(asked: PageRequest) -> Response:
    """Say whether the reader has a feed, and offer to make, renew or end it."""
    return _page(asked)


def renew_feed(asked: PageRequest) -> Response:
    """Make the feed's address and show it, this once; an earlier address ends."""
    address = asked.site.services.calendars.renew(asked.actor, at=asked.at)
    return _page(asked, address=address)


def revoke_feed(asked: PageRequest) -> Response:
    """End the feed."""
    asked.site.services.calendars.revoke(asked.actor, at=asked.at)
    return see_other("/calendar")


def visit_file(asked: PageRequest) -> Response:
    """Give a calendar file of some of the reader's own visits."""
    visits = asked.request.path_params["visits"].split("+")
    content = asked.site.services.calendars.file(asked.actor, visits, asked.language)
    response = calendar_response(asked.request, content)
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def _page(asked: PageRequest, address: str | None = None) -> Response:
    since = asked.site.services.calendars.since(asked.actor)
    zone = asked.site.zone
    today = asked.at.astimezone(zone).date()
    made = write_day(since.astimezone(zone).date(), asked.language, today=today) if since else None
    return asked.page(
        "calendar.html",
        made=made,
        address=address,
        subscribe=address and "webcal://" + address.partition("://")[2],
    )
