"""Runs the fake on a loopback port, in a thread of its own."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from tests.fakes.bot_api.app import BotApi
from tests.fakes.bot_api.client import FakeTelegram
from tests.fakes.bot_api.control import Control
from tests.fakes.bot_api.world import DEFAULT_TOKEN, World


class _CuttableProtocol(H11Protocol):
    """Hands the connection's transport to the request, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


def build_app(world: World) -> Starlette:
    """Return the application: the Bot API for bots, /control for tests."""
    api = BotApi(world)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        deliveries = asyncio.create_task(api.webhook.deliver_for_ever())
        yield
        deliveries.cancel()

    bot_route = Route("/bot{token}/{method}", api.endpoint, methods=["GET", "POST"])
    file_route = Route("/file/bot{token}/documents/{file_id}", api.file)
    return Starlette(routes=[*Control(api).routes(), bot_route, file_route], lifespan=lifespan)


class _Server(uvicorn.Server):
    """A server whose open requests end when it is told to stop."""

    def __init__(self, world: World, port: int) -> None:
        config = uvicorn.Config(
            build_app(world),
            host="127.0.0.1",
            port=port,
            http=_CuttableProtocol,
            ws="none",
            log_level="error",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)
        self.world = world
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.world.closing = True
        self.world.signal.fire()
        await super().shutdown(sockets)


def serve(port: int, token: str = DEFAULT_TOKEN) -> None:
    """Serve on the port until the process is told to stop."""
    _Server(World(token=token), port).run()


@contextlib.contextmanager
def running_bot_api(token: str = DEFAULT_TOKEN, port: int = 0) -> Iterator[FakeTelegram]:
    """Serve in a thread for as long as the block lasts; yields what a test steers it with."""
    listener = socket.create_server(("127.0.0.1", port))
    server = _Server(World(token=token), port)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    if not server.ready.wait(30):
        raise RuntimeError("the fake Bot API server did not start")
    try:
        with FakeTelegram(f"http://127.0.0.1:{listener.getsockname()[1]}", token) as telegram:
            yield telegram
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
