"""The HTTP face that tests see: push what people do, read what was sent, wait, order failures."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.bot_api.app import BotApi
from tests.fakes.bot_api.world import Json


class Control:
    """The control endpoints over one `BotApi`."""

    def __init__(self, api: BotApi) -> None:
        """Steer this one."""
        self._api = api
        self._world = api.world

    def routes(self) -> list[Route]:
        """Return the routes, all under /control."""
        return [
            Route("/control/act", self._act, methods=["POST"]),
            Route("/control/chats", self._chats, methods=["POST"]),
            Route("/control/faults", self._faults, methods=["GET", "POST", "DELETE"]),
            Route("/control/limits", self._limits, methods=["POST"]),
            Route("/control/reset", self._reset, methods=["POST"]),
            Route("/control/look", self._look, methods=["GET"]),
            Route("/control/wait", self._wait, methods=["POST"]),
        ]

    async def _act(self, request: Request) -> Response:
        try:
            return JSONResponse(self._api.people.act(await request.json()))
        except (KeyError, LookupError) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, status_code=400)

    async def _chats(self, request: Request) -> Response:
        body = await request.json()
        self._world.chat(int(body.pop("id")), **body)
        return JSONResponse({})

    async def _faults(self, request: Request) -> Response:
        if request.method == "POST":
            self._api.faults.add(await request.json())
        elif request.method == "DELETE":
            self._api.faults.lift()
        return JSONResponse(self._api.faults.as_json())

    async def _limits(self, request: Request) -> Response:
        self._api.limits.configure(**await request.json())
        return JSONResponse({})

    async def _reset(self, _request: Request) -> Response:
        self._api.reset()
        return JSONResponse({})

    async def _look(self, request: Request) -> Response:
        return JSONResponse(self._select(dict(request.query_params)))

    async def _wait(self, request: Request) -> Response:
        """Answer when at least `count` things match, or with 408 when the time is up."""
        query = await request.json()
        count, timeout = int(query.pop("count", 1)), float(query.pop("timeout", 10))
        found = await self._world.signal.until(
            lambda: len(self._select(query)) >= count or self._world.closing, timeout
        )
        return JSONResponse(self._select(query), status_code=200 if found else 408)

    def _select(self, query: Json) -> list[Json]:
        wanted = {name: value for name, value in query.items() if value is not None}
        return _SELECTIONS[wanted.pop("what")](self._api, wanted)


def _messages(api: BotApi, query: Json) -> list[Json]:
    return [
        message.as_json()
        for message in api.world.messages
        if _equal(message.chat_id, query.get("chat_id"))
        and query.get("contains", "") in message.text
        and message.message_id > int(query.get("after", 0))
    ]


def _calls(api: BotApi, query: Json) -> list[Json]:
    return [
        asdict(call)
        for call in api.world.calls
        if _equal(call.method, query.get("method"))
        and _equal(call.params.get("chat_id"), query.get("chat_id"))
        and _equal(call.outcome, query.get("outcome"))
        and call.number > int(query.get("after", 0))
    ]


def _confirmed(api: BotApi, query: Json) -> list[Json]:
    """One entry when every update (or the one named) was confirmed by the bot."""
    update_id = query.get("update_id")
    waiting = [
        update
        for update in api.world.pending
        if update_id is None or update["update_id"] <= int(update_id)
    ]
    return [] if waiting else [{"confirmed": True}]


def _answered(api: BotApi, query: Json) -> list[Json]:
    return [
        {"id": query_id, **shown}
        for query_id, shown in api.world.queries.items()
        if query.get("contains", "") in shown.get("text", "")
    ]


def _equal(value: object, wanted: object) -> bool:
    return wanted is None or str(value) == str(wanted)


_SELECTIONS: dict[str, Callable[[BotApi, Json], list[Any]]] = {
    "messages": _messages,
    "calls": _calls,
    "pending": lambda api, _: list(api.world.pending),
    "confirmed": _confirmed,
    "answered_queries": _answered,
    "pollers": lambda api, _: [{}] * api.polling.waiting,
    "deliveries": lambda api, _: list(api.webhook.attempts),
    "webhook": lambda api, _: [{"url": api.webhook.url}] if api.webhook.url else [],
    "profile": lambda api, _: [api.world.profile],
    "left_chats": lambda api, _: list(api.world.left_chats),
}
