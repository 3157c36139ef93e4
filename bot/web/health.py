"""The sign of life that machines ask for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.domain_model.errors import StorageUnavailable
from bot.web.site import SignOfLife


def health_endpoint(database: SignOfLife) -> Callable[[Request], Awaitable[Response]]:
    """Make the route that answers 200 while the database does, and 503 otherwise."""

    async def health(_: Request) -> Response:
        try:
            await run_in_threadpool(database.ping)
        except StorageUnavailable:
            return PlainTextResponse("unavailable\n", 503)
        return PlainTextResponse("ok\n")

    return health
