"""What goes wrong, in plain words for the reader, and findable in the log without any text."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.domain_model.errors import NotAllowed, NotFound, StorageUnavailable
from bot.services.sign_in import NotSignedIn
from bot.web.bodies import BodyTooLarge, NotAForm
from bot.web.form_tokens import ForgedForm
from bot.web.gate import PageRequest, asked_by_stranger, identify, see_other
from bot.web.hosts import KnownHosts, UnknownHost
from bot.web.site import Site

log = logging.getLogger(__name__)

Handler = Callable[[Request, Exception], Awaitable[Response]]

_RETRY_SECONDS = "10"
# What nobody may tell from what does not exist is answered alike.
_STATUS: Mapping[type[Exception], int] = {
    NotFound: 404,
    NotAllowed: 404,
    ForgedForm: 403,
    BodyTooLarge: 413,
    NotAForm: 415,
    StorageUnavailable: 503,
}
_WORDED = {400, 403, 404, 405, 413, 415, 500, 503}


def failure_handlers(site: Site) -> dict[Any, Handler]:
    """Give the handler of every failure that we know by name."""

    async def known(request: Request, error: Exception) -> Response:
        status = next(status for kind, status in _STATUS.items() if isinstance(error, kind))
        if status == 503:
            log.warning("the database cannot be reached")
        await run_in_threadpool(_recognise, site, request)
        return problem_page(site, request, status)

    async def closed(request: Request, _: Exception) -> Response:
        # A session may end while somebody writes: what she wrote is given back, not thrown away.
        kept = _asked(site, request).written
        return problem_page(site, request, 403) if kept else see_other("/sign-in")

    async def by_framework(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = error.headers if isinstance(error, HTTPException) else None
        await run_in_threadpool(_recognise, site, request)
        return problem_page(site, request, status, headers=headers)

    known_handlers: dict[Any, Handler] = dict.fromkeys(_STATUS, known)
    return known_handlers | {NotSignedIn: closed, HTTPException: by_framework}


def problem_page(
    site: Site,
    request: Request,
    status: int,
    *,
    reference: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Say what went wrong and what can be done."""
    asked = _asked(site, request)
    response = asked.page(
        "problem.html",
        status=status,
        problem=status if status in _WORDED else 500,
        reference=reference,
        kept_text=asked.written,
    )
    response.headers.update(headers or {})
    if status == 503:
        response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _recognise(site: Site, request: Request) -> None:
    """Find out who asks, if nobody has: whoever has signed in shall not believe she is out."""
    if not hasattr(request.state, "asked"):
        with suppress(StorageUnavailable):
            request.state.asked = identify(site, request, {})


def _asked(site: Site, request: Request) -> PageRequest:
    asked = getattr(request.state, "asked", None)
    return asked if isinstance(asked, PageRequest) else asked_by_stranger(site, request)


class LastResort:
    """Turns away requests for other names, and answers where everything else has failed.

    It stands between Starlette's own handler of last resort and the pages: that one hands the
    error on to the server, which would log it with its message, and a message may hold text.
    """

    def __init__(self, app: ASGIApp, *, site: Site, hosts: KnownHosts) -> None:
        """Wrap `app`."""
        self._app = app
        self._site = site
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        answered = False

        async def watched_send(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            self._check_host(request)
            await self._app(scope, receive, watched_send)
        except UnknownHost:
            await problem_page(self._site, request, 400)(scope, receive, send)
        except Exception as error:
            reference = secrets.token_hex(4)
            log.error("request failed, reference %s\n%s", reference, describe(error))  # noqa: TRY400
            if not answered:
                page = problem_page(self._site, request, 500, reference=reference)
                await page(scope, receive, send)

    def _check_host(self, request: Request) -> None:
        # Machines ask for a sign of life under whatever name they know the container by.
        if request.scope["path"] != "/health":
            self._hosts.check(request)


def describe(error: BaseException) -> str:
    """Tell where an error came from and of what kind it was, with none of the values in it."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.format_list(traceback.extract_tb(cause.__traceback__))
        lines += ["".join(frames).rstrip(), f"{type(cause).__module__}.{type(cause).__qualname__}"]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)
