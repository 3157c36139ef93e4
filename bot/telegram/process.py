"""The bot process: everything Telegram, turns that were left lying, and the clock work."""

from __future__ import annotations

import asyncio
import logging
import random
import signal
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.services.calendars.services import CalendarServices
from bot.services.exports import OWN_DATA, Exports
from bot.services.inbox import Inbox
from bot.services.notices import Notices
from bot.services.outbox import Outbox
from bot.services.partners import Partners
from bot.services.ports.messages import Departure, Enclosed
from bot.services.ports.unit_of_work import Begin
from bot.services.turns import Turns
from bot.settings import Settings
from bot.telegram.answering import Answerer
from bot.telegram.api import Api, ApiError, Patience, Refused, connect
from bot.telegram.intake import UpdateIntake
from bot.telegram.manner import Manner
from bot.telegram.pacing import Pacing
from bot.telegram.polling import BadToken, Pauses, Poller
from bot.telegram.profile import introduce
from bot.telegram.sending import Sender
from bot.telegram.updates import ALLOWED
from bot.telegram.waiting import Bell, backoff, wait_for_any
from bot.texts import Texts

WEBHOOK_PATH = "/telegram/webhook"
"""Where `bot.web` takes updates."""
_THREADS = 40
_log = logging.getLogger(__name__)

Clockwork = Callable[[threading.Event], None]
"""Works in a thread of its own until the event is set."""


@dataclass(frozen=True)
class Parts:
    """What the process is made of; `bot.processes` builds them."""

    begin: Begin
    texts: Texts
    inbox: Inbox
    notices: Notices
    partners: Partners
    outbox: Outbox
    turns: Turns
    calendars: CalendarServices
    exports: Exports

    def enclose(self, leaving: Departure, *, at: datetime) -> Enclosed:
        """Make what leaves with a message."""
        maker = self.exports if leaving.enclosure == OWN_DATA else self.calendars.feeds
        return maker.enclose(leaving, at=at)

    def intake(self) -> UpdateIntake:
        """Give what takes updates, for this process and for the webhook."""
        return UpdateIntake(
            self.begin, self.texts, self.inbox, self.notices, self.partners, self.calendars.feeds
        )


def run(parts: Parts, settings: Settings, clockwork: Clockwork) -> None:
    """Run until SIGTERM or SIGINT; what has begun is finished.

    Raises:
        BadToken: when Telegram does not take the token.
    """
    asyncio.run(_run(parts, settings, clockwork))


async def _run(parts: Parts, settings: Settings, clockwork: Clockwork) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(_THREADS, "bot"))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await serve(parts, settings, stop, clockwork=clockwork)
    _log.info("the bot process has stopped")


async def serve(
    parts: Parts,
    settings: Settings,
    stop: asyncio.Event,
    *,
    clockwork: Clockwork | None = None,
    patience: Patience | None = None,
    pauses: Pauses | None = None,
) -> None:
    """Do the work of the process until `stop` is set, or until a part of it fails."""
    incoming, outgoing = Bell(stop), Bell(stop)
    token = settings.telegram_bot_token
    api, work, sent = None, list[Coroutine[Any, Any, None]](), outgoing.ring
    if token is None:
        _log.warning("TELEGRAM_BOT_TOKEN is not set: only the web chat and terminal are served")
    else:
        api = connect(settings.telegram_api_url, token.get_secret_value(), patience)
        telegram = _Telegram(api, parts, settings, stop, outgoing)
        sent = telegram.sender.look_again
        work.append(telegram.run(_both(incoming.ring, sent), patience, pauses))
    work.append(Answerer(parts.turns, api, _now, incoming, sent).run(stop))
    if clockwork is not None:
        work.append(_in_thread(clockwork, stop))
    await _all(work, stop)


class _Telegram:
    """The part of the process that needs a token."""

    def __init__(
        self, api: Api, parts: Parts, settings: Settings, stop: asyncio.Event, bell: Bell
    ) -> None:
        self._api = api
        self._parts = parts
        self._settings = settings
        self._stop = stop
        self._rng = random.Random()  # noqa: S311 - it spreads attempts, it keeps no secret
        address = f"{settings.public_address}/chat"
        manner = Manner(
            _now,
            self._rng,
            address if settings.content_free_telegram else None,
            lambda leaving: parts.enclose(leaving, at=_now()),
            lambda leaving, content: parts.calendars.imports.take_file(
                leaving.chat, f"{leaving.dedupe_key}:answer", content, at=_now()
            ),
        )
        self.sender = Sender(api, parts.outbox, parts.texts, Pacing(), manner, bell)

    async def run(
        self, taken: Callable[[], None], patience: Patience | None, pauses: Pauses | None
    ) -> None:
        """Say who we are, then read and send until the end."""
        try:
            if not await self._connect():
                return
            work = [self.sender.run(self._stop), self._introduce()]
            if self._settings.telegram_mode == "polling":
                inbox, intake = self._parts.inbox, self._parts.intake()
                poller = Poller(
                    self._api,
                    intake,
                    inbox,
                    _now,
                    self._rng,
                    taken,
                    patience=patience,
                    pauses=pauses,
                )
                work.append(poller.run(self._stop))
            await _all(work, self._stop)
        finally:
            await self._api.shutdown()

    async def _connect(self) -> bool:
        """Check the token and set the way updates come in; False when told to stop before."""
        attempt = 0
        while not self._stop.is_set():
            try:
                await self._api.initialize()
                await self._choose_way_in()
            except Refused as error:
                if error.code in (401, 404):
                    raise BadToken from error
                _log.warning("Telegram says %s; trying again", error.code)
            except ApiError as error:
                _log.warning("%s; trying again", error)
            else:
                _log.info("Telegram: signed in as @%s", self._api.username)
                return True
            attempt += 1
            await wait_for_any(backoff(attempt, self._rng, longest=30), self._stop)
        return False

    async def _choose_way_in(self) -> None:
        settings = self._settings
        if settings.telegram_mode == "webhook" and settings.telegram_webhook_secret:
            await self._api.set_webhook(
                settings.public_address + WEBHOOK_PATH,
                secret_token=settings.telegram_webhook_secret.get_secret_value(),
                allowed_updates=ALLOWED,
            )
        elif (await self._api.get_webhook_info()).url:
            _log.warning("a webhook was set for this bot; it is removed, because we poll")
            await self._api.delete_webhook()

    async def _introduce(self) -> None:
        changed = await introduce(self._api, self._parts.texts)
        if changed:
            _log.info("menu and descriptions: %s changed", changed)


async def _in_thread(clockwork: Clockwork, stop: asyncio.Event) -> None:
    ended = threading.Event()
    thread = asyncio.create_task(asyncio.to_thread(clockwork, ended))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({thread, stopping}, return_when=asyncio.FIRST_COMPLETED)
    ended.set()
    stopping.cancel()
    await thread


async def _all(work: list[Coroutine[Any, Any, None]], stop: asyncio.Event) -> None:
    """Do everything until `stop`; when one part fails, stop the others and raise its error."""
    tasks = [asyncio.create_task(each) for each in work]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    stop.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        task.result()


def _both(first: Callable[[], None], second: Callable[[], None]) -> Callable[[], None]:
    def call() -> None:
        first()
        second()

    return call


def _now() -> datetime:
    return datetime.now(UTC)
