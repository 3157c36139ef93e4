"""A fake Bot API server per test and PTB's real Bot that talks with it."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
import pytest_asyncio
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.bootstrap import Services
from bot.domain_model.actors import ChatId
from bot.domain_model.errors import StorageUnavailable
from bot.services.ports.messages import Departure
from bot.settings import Settings
from bot.telegram.api import Api, Patience, connect
from bot.telegram.intake import UpdateIntake
from bot.telegram.manner import Manner
from bot.telegram.pacing import Pacing
from bot.telegram.sending import Sender
from bot.telegram.waiting import Bell
from tests.fakes.bot_api import FakeTelegram, running_bot_api
from tests.support.assistants import Clock

KARI = 42
OLA = 43
T = TypeVar("T")


async def in_thread(call: Callable[[], T]) -> T:
    """Wait for the fake in a thread, so that what is tested can go on meanwhile."""
    return await asyncio.to_thread(call)


def chat_of(number: int) -> ChatId:
    return ChatId(f"telegram:{number}")


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


@pytest_asyncio.fixture
async def api(telegram: FakeTelegram) -> AsyncIterator[Api]:
    """Our client, impatient enough for tests of timeouts."""
    client = connect(telegram.url, telegram.token, Patience(connect=5, answer=0.5, poll=20))
    await client.initialize()
    yield client
    await client.shutdown()


@pytest.fixture
def rng() -> random.Random:
    return random.Random(7)


@pytest.fixture
def settings(telegram: FakeTelegram, sqlite_url: str, tmp_path: Path) -> Settings:
    given: dict[str, Any] = {
        "database_url": sqlite_url,
        "var_dir": tmp_path,
        "telegram_bot_token": telegram.token,
        "telegram_api_url": telegram.url,
    }
    return Settings(_env_file=None, **given)


@pytest.fixture
def intake(services: Services) -> UpdateIntake:
    return UpdateIntake(
        services.begin,
        services.texts,
        services.inbox,
        services.notices,
        services.partners,
        services.calendars.feeds,
    )


def heard(services: Services, number: int = KARI) -> list[tuple[str | None, str | None]]:
    """What waits or waited in the inbox: text and payload."""
    with services.begin() as uow:
        kept = uow.inbox.of_chats([chat_of(number)], limit=1000)
    return [(each.message.text, each.message.payload) for each in kept]


def said(services: Services, number: int = KARI) -> list[Departure]:
    """What is in the outbox, chores aside."""
    with services.begin() as uow:
        return uow.outbox.of_chats([chat_of(number)], limit=1000)


@pytest.fixture
def unreachable() -> Callable[..., Any]:
    """Stands in for a call while the database is away."""

    def fail(*_: object, **__: object) -> Any:
        raise StorageUnavailable

    return fail


@pytest.fixture
def chats(telegram: FakeTelegram) -> None:
    """Two chats that the bot may write to."""
    telegram.add_chat(KARI)
    telegram.add_chat(OLA)


@pytest.fixture
def sender(chats: None, services: Services, api: Api, clock: Clock, rng: random.Random) -> Sender:
    """A sender, and two chats that it may write to."""
    manner = Manner(
        clock,
        rng,
        enclose=lambda leaving: services.calendars.feeds.enclose(leaving, at=clock()),
        take_calendar=lambda leaving, content: services.calendars.imports.take_file(
            leaving.chat, f"{leaving.dedupe_key}:answer", content, at=clock()
        ),
    )
    bell = Bell(asyncio.Event())
    return Sender(api, services.outbox, services.texts, Pacing(), manner, bell)
