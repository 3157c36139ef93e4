"""Rasa's side of the wire: `POST /webhooks/refleks/turns` and `…/actions`.

Rasa's own REST channel answers 200 and nothing when a turn fails. This one answers with a status
that the inbox can act on, and gives the same replies again for a message that it has seen.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from pydantic import ValidationError
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import LockError
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.dialogue.action_route import ActionRoute
from bot.dialogue.failures import report
from bot.dialogue.replies import ReplyRenderer
from bot.dialogue.tracker_store import FlatTrackerStore
from bot.dialogue.turn_request import TurnRequest, problems
from bot.dialogue.turns import CHANNEL, take_turn
from bot.dialogue.wire import TOKEN_HEADER

log = logging.getLogger(__name__)

_SECONDS_TO_FINISH = 15
"""Less than a supervisor waits before it kills."""

Handler = Callable[[Request], Awaitable[HTTPResponse]]


class RefleksChannel(InputChannel):
    """The only way into this Rasa server."""

    def __init__(
        self, token: str, store: FlatTrackerStore, renderer: ReplyRenderer, actions: ActionRoute
    ) -> None:
        """Answer those who know `token`."""
        self._token = token.encode()
        self._store = store
        self._renderer = renderer
        self._actions = actions
        self._running: set[asyncio.Task[HTTPResponse]] = set()
        self._stopping = False

    @classmethod
    def name(cls) -> str:
        """Give the name that the routes go by."""
        return CHANNEL

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Make the routes; `on_new_message` is not used, as it tells nobody what went wrong."""
        routes = Blueprint("refleks_channel")
        routes.add_route(_ready, "/ready", methods=["GET"], name="ready")
        routes.add_route(self._guarded(self._turn), "/turns", methods=["POST"], name="turns")
        routes.add_route(
            self._guarded(self._actions), "/actions", methods=["POST"], name="actions"
        )
        return routes

    async def finish(self) -> None:
        """Take no more turns, and wait for those that are under way.

        While the server still listens: a turn that calls an action calls this very server.
        """
        self._stopping = True
        if self._running:
            await asyncio.wait(self._running, timeout=_SECONDS_TO_FINISH)

    def _guarded(self, handler: Handler) -> Handler:
        @wraps(handler, assigned=())
        async def guarded(request: Request) -> HTTPResponse:
            given = str(request.headers.get(TOKEN_HEADER, "")).encode(errors="surrogateescape")
            if not hmac.compare_digest(given, self._token):
                return json(
                    {"error": f"the header {TOKEN_HEADER} is missing or wrong"}, status=401
                )
            return await handler(request)

        return guarded

    async def _turn(self, request: Request) -> HTTPResponse:
        if self._stopping or not _agent_is_ready(request):
            return _not_ready()
        try:
            turn = TurnRequest.model_validate_json(request.body)
        except ValidationError as error:
            return json({"error": "not a turn", "problems": problems(error)}, status=422)
        # A caller that gives up must not leave a turn half done: it is finished and kept, and
        # the next attempt gets its replies.
        task = asyncio.create_task(self._answer(request, turn))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _answer(self, request: Request, turn: TurnRequest) -> HTTPResponse:
        try:
            replies = await take_turn(request.app.ctx.agent, self._store, self._renderer, turn)
        except LockError as error:
            report(log, "the conversation's lock", error)
            return _not_ready()
        except Exception as error:
            return json({"reference": report(log, "turn", error)}, status=500)
        return json(asdict(replies))


async def _ready(request: Request) -> HTTPResponse:
    return json({"status": "ready"}) if _agent_is_ready(request) else _not_ready()


def _agent_is_ready(request: Request) -> bool:
    agent = getattr(request.app.ctx, "agent", None)
    return agent is not None and agent.is_ready()


def _not_ready() -> HTTPResponse:
    return json({"error": "not ready, ask again in a moment"}, status=503)
