"""The web application of the Rasa server."""

from __future__ import annotations

import logging

from rasa.core.agent import Agent
from rasa.core.channels.channel import register
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.dialogue.channel import RefleksChannel
from bot.dialogue.failures import report

log = logging.getLogger(__name__)

LARGEST_BODY = 10_000_000
"""Bytes; the largest thing that comes in is what Rasa sends to an action."""
_SECONDS_FOR_A_TURN = 300
"""Longer than any caller waits: a turn is never broken off from here."""


def make_app(agent: Agent | None, channel: RefleksChannel) -> Sanic:
    """Make an application with the routes of `channel` and no others."""
    app = Sanic("refleks", configure_logging=False)
    app.config.RESPONSE_TIMEOUT = _SECONDS_FOR_A_TURN
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.ctx.agent = agent
    register([channel], app, route="/webhooks/")
    app.exception(Exception)(_answer_error)

    async def finish(_app: Sanic, _loop: object) -> None:
        await channel.finish()

    async def tell(_app: Sanic, _loop: object) -> None:
        log.info("the assistant is ready")

    app.register_listener(tell, "after_server_start")
    app.register_listener(finish, "before_server_stop")
    return app


async def _answer_error(_request: Request, error: Exception) -> HTTPResponse:
    """Answer what no route answered, never with a traceback."""
    if isinstance(error, SanicException):
        return json({"error": type(error).__name__}, status=error.status_code)
    return json({"reference": report(log, "request", error)}, status=500)
