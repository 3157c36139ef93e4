"""One's own calendar: the secret address of the feed, and files of one's visits."""

from __future__ import annotations

from starlette.responses import Response

from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.dates import write_day
from bot.services.calendars.own_calendar import FILE_NAME
from bot.services.ports.imports import AddressNotAllowed
from bot.services.tokens import digest_of
from bot.web.calendar_feed import calendar_response
from bot.web.gate import PageRequest, see_other


def show_calendar(asked: PageRequest) -> Response:
    """Say whether the reader has a feed, and offer to make, renew or end it."""
    return _page(asked)


def renew_feed(asked: PageRequest) -> Response:
    """Make the feed's address and show it, this once; an earlier address ends."""
    address = asked.site.services.calendars.feeds.renew(asked.actor, at=asked.at)
    return _page(asked, address=address)


def revoke_feed(asked: PageRequest) -> Response:
    """End the feed."""
    asked.site.services.calendars.feeds.revoke(asked.actor, at=asked.at)
    return see_other("/calendar")


def visit_file(asked: PageRequest) -> Response:
    """Give a calendar file of some of the reader's own visits."""
    visits = asked.request.path_params["visits"].split("+")
    content = asked.site.services.calendars.feeds.file(asked.actor, visits, asked.language)
    response = calendar_response(asked.request, content)
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def take_file(asked: PageRequest) -> Response:
    """Read the visits of a calendar file; what is found is proposed in the chat."""
    if not asked.upload:
        return _page(asked, problem="imports.page_no_file", status=422)
    chat = chat_id(Channel.WEB, str(asked.actor.account_id))
    key = f"{chat}:calendar:{digest_of(asked.upload.hex())[:32]}:{int(asked.at.timestamp())}"
    asked.site.services.calendars.imports.take_file(chat, key, asked.upload, at=asked.at)
    return see_other("/chat#newest")


def follow(asked: PageRequest) -> Response:
    """Look at the reader's own calendar from now on."""
    try:
        address = asked.form.get("address", "")
        asked.site.services.calendars.duties.subscribe(asked.actor, address, at=asked.at)
    except AddressNotAllowed:
        return _page(asked, problem="imports.address_refused", status=422)
    return _page(asked, told="imports.subscribed")


def unfollow(asked: PageRequest) -> Response:
    """Let the reader's own calendar go."""
    asked.site.services.calendars.duties.unsubscribe(asked.actor, at=asked.at)
    return see_other("/calendar")


def _page(
    asked: PageRequest,
    *,
    address: str | None = None,
    problem: str | None = None,
    told: str | None = None,
    status: int = 200,
) -> Response:
    since = asked.site.services.calendars.feeds.since(asked.actor)
    zone = asked.site.zone
    today = asked.at.astimezone(zone).date()
    made = write_day(since.astimezone(zone).date(), asked.language, today=today) if since else None
    return asked.page(
        "calendar.html",
        made=made,
        address=address,
        status=status,
        problem=problem,
        told=told,
        followed=asked.site.services.calendars.imports.has_source(asked.actor),
        subscribe=address and "webcal://" + address.partition("://")[2],
    )
