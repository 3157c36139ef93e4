"""Webhook delivery of the fake, and the fake in a process of its own."""

import asyncio
import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, Conflict

from tests.fakes.bot_api import FakeTelegram
from tests.support.ports import free_port
from tests.telegram.conftest import KARI


class Hook:
    """A webhook that answers with the statuses it is given and keeps what it got."""

    def __init__(self) -> None:
        """Answer 200 until told otherwise."""
        self.statuses: list[int] = []
        self.got: list[tuple[str | None, str]] = []

    async def endpoint(self, request: Request) -> Response:
        """Take one delivery."""
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.append((secret, (await request.json())["message"]["text"]))
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
def hook() -> Iterator[tuple[Hook, str]]:
    """A webhook server on loopback."""
    hook = Hook()
    app = Starlette(routes=[Route("/hook", hook.endpoint, methods=["POST"])])
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    yield hook, f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.mark.asyncio
async def test_updates_are_posted_in_order_with_the_secret_until_they_are_taken(
    telegram: FakeTelegram, bot: Bot, hook: tuple[Hook, str]
) -> None:
    """A delivery that is not answered 2xx comes again before the next one."""
    server, url = hook
    server.statuses = [500, 403]
    await bot.set_webhook(url, secret_token="hemmelig-1")
    telegram.text(KARI, "en")
    telegram.text(KARI, "to")
    await asyncio.to_thread(lambda: telegram.wait("confirmed"))

    assert server.got == [("hemmelig-1", word) for word in ("en", "en", "en", "to")]
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (url, 0)
    assert info.last_error_message is not None
    assert "403" in info.last_error_message
    assert [attempt["status"] for attempt in telegram.look("deliveries")] == [
        500,
        403,
        200,
        200,
    ]


@pytest.mark.asyncio
async def test_polling_and_webhook_exclude_each_other(
    telegram: FakeTelegram, bot: Bot, hook: tuple[Hook, str]
) -> None:
    """409 while a webhook is set; it ends a poll that waits."""
    _, url = hook
    waiting = asyncio.create_task(bot.get_updates(timeout=50))
    await asyncio.to_thread(lambda: telegram.wait("pollers"))
    await bot.set_webhook(url)
    with pytest.raises(Conflict):
        await waiting
    with pytest.raises(Conflict, match=r"(?i)webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


@pytest.mark.asyncio
async def test_a_webhook_address_or_secret_that_telegram_would_refuse_is_refused(
    bot: Bot,
) -> None:
    """Plain http beyond loopback, and letters that the header may not carry."""
    with pytest.raises(BadRequest, match=r"(?i)HTTPS"):
        await bot.set_webhook("http://example.org/hook")
    with pytest.raises(BadRequest, match=r"(?i)unallowed characters"):
        await bot.set_webhook("https://example.org/hook", secret_token="æøå")


def test_the_fake_runs_alone_and_is_steered_from_another_process() -> None:
    """`python -m tests.fakes.bot_api` prints the settings that point a bot at it."""
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.fakes.bot_api",
            "--port",
            str(port),
            "--token",
            "7:abc",
        ],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"TELEGRAM_API_URL=http://127.0.0.1:{port}\n"
        assert process.stdout.readline() == "TELEGRAM_BOT_TOKEN=7:abc\n"
        with FakeTelegram(f"http://127.0.0.1:{port}", "7:abc") as telegram:
            telegram.wait_until_up()
            telegram.text(KARI, "hei")
            assert len(telegram.look("pending")) == 1
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.communicate()  # closes its end of the pipe
