"""The feed that calendar programs read: no page, no sign-in, only its secret address."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.domain_model.errors import NotFound, StorageUnavailable
from bot.services.calendars.own_calendar import Calendars
from bot.services.calendars.writer import CALENDAR_TYPE

_PRIVATE = "private, no-cache"
"""Kept by the reader's own program alone, which asks each time whether there is something new."""


def feed_endpoint(
    calendars: Calendars, clock: Callable[[], datetime]
) -> Callable[[Request], Awaitable[Response]]:
    """Make the route of every feed; a wrong address looks like one that was ended."""

    async def feed(request: Request) -> Response:
        token = request.path_params["token"]
        try:
            content = await run_in_threadpool(lambda: calendars.feed(token, at=clock()))
        except NotFound:
            return PlainTextResponse("not found\n", 404)
        except StorageUnavailable:
            return PlainTextResponse("unavailable\n", 503, {"Retry-After": "60"})
        return calendar_response(request, content)

    return feed


def calendar_response(request: Request, content: bytes) -> Response:
    """Give a calendar, or 304 to whoever has this very one."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": _PRIVATE}
    known = {each.strip().removeprefix("W/") for each in _known(request).split(",")}
    if known & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=CALENDAR_TYPE, headers=headers)


def _known(request: Request) -> str:
    return request.headers.get("if-none-match", "")
