"""The rasa_sdk executor behind a route of our channel: one process less to run.

Measured: not slower than a second server. An action that breaks answers 500; Rasa then goes on
without its events, so its outcome slot still says «pending» and nothing is confirmed.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.dialogue.failures import report

log = logging.getLogger(__name__)


class ActionRoute:
    """Runs the actions of one package."""

    def __init__(self, package: str) -> None:
        """Import `package` and take every action in it."""
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def __call__(self, request: Request) -> HTTPResponse:
        """Run one action; 400 when it declines to run, 404 when there is none, 500 when it breaks.

        In a thread with an event loop of its own: actions ask the database, and until it answers
        the server has other conversations to serve.
        """
        call = request.json
        if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
            return json({"error": "not a call of an action"}, status=422)
        try:
            return json(await asyncio.to_thread(self._run, call))
        except ActionExecutionRejection as error:
            answer = {"error": error.message, "action_name": error.action_name}
            return json(answer, status=400)
        except ActionNotFoundException as error:
            log.exception("there is no action %r", error.action_name)
            return json({"error": "no such action", "action_name": error.action_name}, status=404)
        except Exception as error:
            reference = report(log, f"action {call.get('next_action')}", error)
            return json({"reference": reference}, status=500)

    def _run(self, call: dict[str, Any]) -> dict[str, Any] | None:
        return asyncio.run(self._executor.run(call))
