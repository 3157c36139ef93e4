"""Where Telegram pushes updates: answered only when they are kept."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import SecretStr
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.domain_model.errors import StorageUnavailable
from bot.web.bodies import BodyTooLarge, read_body

TakeUpdate = Callable[[dict[str, Any]], None]
"""Keeps an update; it is committed when this returns."""

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MAX_UPDATE_BYTES = 1024 * 1024
"""A message with the one that it answers, both full of escaped characters, stays well below."""


def webhook_endpoint(
    secret: SecretStr | None, take_update: TakeUpdate | None
) -> Callable[[Request], Awaitable[Response]]:
    """Make the webhook's route; without a secret and somewhere to keep updates there is none."""

    async def webhook(request: Request) -> Response:
        if take_update is None or secret is None:
            raise HTTPException(404)
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(secret.get_secret_value().encode(), given.encode()):
            return PlainTextResponse("unauthorized\n", 401)
        try:
            update = json.loads(await read_body(request, _MAX_UPDATE_BYTES))
        except (ValueError, RecursionError):
            return PlainTextResponse("not JSON\n", 400)
        except BodyTooLarge:
            return PlainTextResponse("too large\n", 413)
        if not isinstance(update, dict):
            return PlainTextResponse("not an update\n", 400)
        try:
            await run_in_threadpool(take_update, update)
        except StorageUnavailable:
            # Telegram sends it again later.
            return PlainTextResponse("unavailable\n", 503)
        return PlainTextResponse("ok\n")

    return webhook
