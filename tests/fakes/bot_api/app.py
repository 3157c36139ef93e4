"""The HTTP face that bots see: /bot<token>/<method>, with the ordered failures applied."""

import asyncio
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.fakes.bot_api.delivery import Polling, Webhook
from tests.fakes.bot_api.errors import ApiError
from tests.fakes.bot_api.faults import Fault, Faults
from tests.fakes.bot_api.limits import Limits
from tests.fakes.bot_api.methods import MessageMethods
from tests.fakes.bot_api.people import People
from tests.fakes.bot_api.profile import ProfileMethods
from tests.fakes.bot_api.world import Call, Json, World

_GARBAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
_SENDING = {"sendmessage", "senddocument"}


class BotApi:
    """Everything behind the HTTP face, put together."""

    def __init__(self, world: World) -> None:
        """Serve this world."""
        self.world = world
        self.faults = Faults(world.signal)
        self.limits = Limits()
        self.people = People(world)
        self.webhook = Webhook(world)
        self.polling = Polling(world, self.webhook)
        self._methods = {
            **MessageMethods(world).table(),
            **ProfileMethods(world).table(),
            **self.webhook.table(),
        }

    def reset(self) -> None:
        """Forget everything that happened; open calls are let go."""
        self.faults.lift()
        self.limits.configure(None, None)
        self.webhook.forget()
        self.world.forget()

    async def endpoint(self, request: Request) -> Response:
        """Answer one Bot API request."""
        method = request.path_params["method"]
        params = await _params(request)
        call = Call(len(self.world.calls) + 1, time.time(), method, _loggable(params))
        self.world.calls.append(call)
        self.world.signal.fire()
        response = await self._answer(request, call, params)
        call.status = response.status_code
        if call.outcome == "open":
            call.outcome = "answered"
        self.world.signal.fire()
        return response

    async def file(self, request: Request) -> Response:
        """Give a file that somebody sent."""
        content = self.world.files.get(request.path_params["file_id"])
        if content is None or request.path_params["token"] != self.world.token:
            return _refusal(ApiError(404, "Not Found"))
        return Response(content, media_type="application/octet-stream")

    async def _answer(self, request: Request, call: Call, params: Json) -> Response:
        if request.path_params["token"] != self.world.token:
            return _refusal(ApiError(401, "Unauthorized"))
        fault = self.faults.take(call.method, params)
        if fault and fault.when == "before":
            spoiled = await self._spoil(request, call, fault)
            if spoiled is not None:
                return spoiled
        try:
            body = {"ok": True, "result": await self._result(request, call.method, params)}
        except ApiError as error:
            return _refusal(error)
        if fault and fault.when == "after":
            spoiled = await self._spoil(request, call, fault)
            if spoiled is not None:
                return spoiled
        return JSONResponse(body)

    async def _result(self, request: Request, method: str, params: Json) -> Any:
        name = method.lower()
        if name == "getupdates":
            with self._watched(request) as gone:
                return await self.polling.get_updates(params, gone.done)
        if name not in self._methods:
            raise ApiError(404, "Not Found: method not found")
        if name in _SENDING:
            self.limits.check(params.get("chat_id"))
        return self._methods[name](params)

    async def _spoil(self, request: Request, call: Call, fault: Fault) -> Response | None:
        """Do what the fault says; None means that it was lifted and all goes on as usual."""
        call.outcome = f"{fault.kind} {fault.when}"
        self.world.signal.fire()
        if fault.kind == "status":
            return _refusal(fault.error())
        if fault.kind == "garbage":
            return Response(_GARBAGE, status_code=fault.status, media_type="text/html")
        if fault.kind == "reset":
            _reset(request.state.transport)
            return Response(status_code=502)
        with self._watched(request) as gone:
            await self.world.signal.until(
                lambda: fault.lifted or gone.done() or self.world.closing, 3600
            )
            if fault.lifted and not gone.done():
                call.outcome = "open"
                return None
        return Response(status_code=504)

    @contextmanager
    def _watched(self, request: Request) -> Iterator[asyncio.Future[None]]:
        """Watch whether the other side hangs up; the future is done when it has."""
        gone = asyncio.ensure_future(_gone(request))
        gone.add_done_callback(lambda _: self.world.signal.fire())
        try:
            yield gone
        finally:
            gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _reset(transport: asyncio.Transport) -> None:
    """Cut the connection so that the other side sees a reset and not an orderly end."""
    connection: socket.socket | None = transport.get_extra_info("socket")
    if connection is not None:
        linger_for_no_time = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_for_no_time)
    transport.abort()


def _refusal(error: ApiError) -> Response:
    return JSONResponse(error.body(), status_code=error.code)


async def _params(request: Request) -> Json:
    """Return the parameters, however they came: query, JSON, form, or multipart."""
    params: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        params |= await request.json()
    elif kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        async with request.form() as form:
            for name, value in form.multi_items():
                params[name] = await _file(value) if isinstance(value, UploadFile) else value
    attached = str(params.get("document", ""))
    if attached.startswith("attach://"):
        params["document"] = params.pop(attached.removeprefix("attach://"), None)
    return params


async def _file(upload: UploadFile) -> Json:
    content = await upload.read()
    return {
        "file_name": upload.filename,
        "file_size": len(content),
        "content": content.decode("utf-8", "replace"),
    }


def _loggable(params: Json) -> Json:
    return {name: value for name, value in params.items() if name != "secret_token"}
