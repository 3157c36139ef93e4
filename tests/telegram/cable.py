"""A way from one host to Telegram that can be pulled out and put in again."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit


class Cable:
    """Passes on what comes to a port of its own; pulled out, nobody listens there."""

    def __init__(self, url: str) -> None:
        """Lead to the server at `url`."""
        to = urlsplit(url)
        self._to = (to.hostname, to.port)
        self._server: asyncio.Server | None = None
        self._port = 0
        self._open = set[asyncio.Task[None]]()

    @property
    def url(self) -> str:
        """Where a host connects to."""
        return f"http://127.0.0.1:{self._port}"

    async def put_in(self) -> Self:
        """Listen, at the same port each time."""
        self._server = await asyncio.start_server(self._take, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def pull_out(self) -> None:
        """Listen no more, and break off what is under way."""
        assert self._server is not None
        self._server.close()
        under_way = list(self._open)
        for each in under_way:
            each.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self._server.wait_closed()

    def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._pass(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(*self._to)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(_copy(reader, far_writer))
                both.create_task(_copy(far_reader, writer))
        finally:
            for each in (writer, far_writer):
                each.transport.abort()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
