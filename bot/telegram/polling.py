"""Asks Telegram for updates; each is kept before Telegram is told that it has arrived."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain_model.errors import CannotStart, StorageUnavailable
from bot.services.inbox import Inbox
from bot.telegram.api import Api, ApiError, Patience, Refused
from bot.telegram.intake import UpdateIntake
from bot.telegram.updates import ALLOWED, Ignored
from bot.telegram.waiting import backoff, unless_stopped, wait_for_any

CHANNEL = "telegram"
ATTEMPTS = 3
"""Attempts at an update that we cannot take; it must not keep all later ones away for ever."""

_log = logging.getLogger(__name__)


class BadToken(CannotStart):
    """Telegram does not know the bot token. Check TELEGRAM_BOT_TOKEN; @BotFather shows it."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds before another attempt: with somebody else polling, and with Telegram away."""

    conflict: float = 5.0
    first: float = 1.0
    longest: float = 30.0


class Poller:
    """The one loop that reads this bot's updates."""

    def __init__(
        self,
        api: Api,
        intake: UpdateIntake,
        inbox: Inbox,
        clock: Callable[[], datetime],
        rng: random.Random,
        taken: Callable[[], None],
        *,
        patience: Patience | None = None,
        pauses: Pauses | None = None,
    ) -> None:
        """Call `taken` when something was put into the inbox or the outbox."""
        self._api = api
        self._intake = intake
        self._inbox = inbox
        self._clock = clock
        self._rng = rng
        self._taken = taken
        self._patience = patience or Patience()
        self._pauses = pauses or Pauses()
        self._failures = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set.

        Raises:
            BadToken: when Telegram does not take the token.
        """
        while not stop.is_set():
            try:
                await self._poll(stop)
                self._failures = 0
                continue
            except StorageUnavailable:
                # The offset has not moved: Telegram keeps the updates.
                _log.warning("updates wait at Telegram: the database cannot be reached")
                pause = self._growing_pause()
            except Refused as error:
                pause = self._refused(error)
            except ApiError as error:
                _log.warning("no updates: %s", error)
                pause = self._growing_pause()
            await wait_for_any(pause, stop)

    async def _poll(self, stop: asyncio.Event) -> None:
        offset = await asyncio.to_thread(
            lambda: self._inbox.next_update(CHANNEL, at=self._clock())
        )
        polling = self._api.raw_updates(offset=offset, allowed=ALLOWED, patience=self._patience)
        found = await unless_stopped(stop, polling)
        if found:
            await self._take_all(found)

    async def _take_all(self, found: Sequence[Mapping[str, Any]]) -> None:
        for update in found:
            await self._take(update)
            await asyncio.to_thread(self._confirm, int(update["update_id"]))
            self._taken()

    def _confirm(self, number: int) -> None:
        self._inbox.save_next_update(CHANNEL, number + 1, at=self._clock())

    async def _take(self, update: Mapping[str, Any]) -> None:
        number = update["update_id"]
        for attempt in range(1, ATTEMPTS + 1):
            try:
                event = await asyncio.to_thread(self._intake.take, update, self._clock())
            except StorageUnavailable:
                raise
            except Exception as error:
                # A loop's edge: one update must not end all. Its words may hold the text.
                _log.error("update %s: %s", number, type(error).__name__)
                await asyncio.sleep(backoff(attempt, self._rng, longest=1.0, first=0.1))
            else:
                if isinstance(event, Ignored):
                    _log.info("update %s is passed over: %s", number, event.reason)
                return
        _log.error("update %s is given up after %s attempts", number, ATTEMPTS)

    def _refused(self, error: Refused) -> float:
        if error.code in (401, 404):
            raise BadToken from error
        if error.code == 409:
            if not self._failures:
                _log.error(
                    "another program reads this bot's updates: %s. Only one may; waiting for it",
                    error.description,
                )
            self._failures += 1
            return self._pauses.conflict
        _log.warning("no updates: Telegram says %s", error.code)
        return error.retry_after or self._growing_pause()

    def _growing_pause(self) -> float:
        self._failures += 1
        pauses = self._pauses
        return backoff(self._failures, self._rng, longest=pauses.longest, first=pauses.first)
