"""A fake Bot API server per test and PTB's real Bot that talks with it."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.fakes.bot_api import FakeTelegram, running_bot_api

KARI = 42


@pytest.fixture(scope="session")
def bot_api_server() -> Iterator[FakeTelegram]:
    """One server for the whole run; starting one costs more than a test."""
    with running_bot_api() as telegram:
        yield telegram


@pytest.fixture
def telegram(bot_api_server: FakeTelegram) -> Iterator[FakeTelegram]:
    """The server as new: no chats, no messages, no faults."""
    bot_api_server.reset()
    yield bot_api_server
    bot_api_server.heal()


@pytest_asyncio.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    """The library's own client, which decides what «compatible» means."""
    request = HTTPXRequest(httpx_kwargs={"trust_env": False}, read_timeout=5)
    polling = HTTPXRequest(httpx_kwargs={"trust_env": False}, read_timeout=5)
    client = Bot(
        telegram.token,
        base_url=f"{telegram.url}/bot",
        request=request,
        get_updates_request=polling,
    )
    async with client:
        yield client
