"""Whether Telegram can be reached from here; who cannot reach it lets another process send.

A process that is cut off from Telegram is alive, and would stay on duty while another one could
send. It takes the duty again only when Telegram has answered it, so that the duty does not go back
and forth; when it is alone nobody takes it meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.telegram.api import Api, ApiError, Refused

OUT_OF_REACH = timedelta(seconds=10)
"""How long nothing may get through before another process may send: as long as two attempts to
connect take. A server that is changed over at Telegram's end is no reason; and who waits for an
answer has it no later than after a kill (`bot.services.outbox.LEASE`)."""
ONE_STRETCH = timedelta(seconds=60)
"""Failures that are further apart than any message waits for its next attempt say nothing of the
time between them."""
ASK_EVERY = timedelta(seconds=2)
"""Others look for work twice a second: they come first when the duty has been laid down."""
ASK_WITHIN = 5.0

_log = logging.getLogger(__name__)


class Reach:
    """What this process knows of the way to Telegram."""

    def __init__(self, api: Api, lay_down: Callable[[], None]) -> None:
        """Ask Telegram with `api`; `lay_down` lets another process send."""
        self._api = api
        self._lay_down = lay_down
        self._silent: tuple[datetime, datetime] | None = None
        self._ask_at: datetime | None = None

    def heard(self) -> None:
        """Note that Telegram has answered, whatever it said."""
        if self._ask_at is not None:
            _log.info("Telegram can be reached again")
        self._silent = self._ask_at = None

    def failed(self, error: Exception, at: datetime) -> None:
        """Note how an attempt failed: with a refusal, which is an answer, or without one."""
        if isinstance(error, Refused):
            self.heard()
            return
        since, last = self._silent or (at, at)
        self._silent = (since if at - last <= ONE_STRETCH else at, at)

    async def pause(self, at: datetime) -> float:
        """Give for how many seconds this process is to send nothing; 0 when it may send.

        It lays the duty down when nothing has got through for long enough, and from then on asks
        Telegram from time to time.

        Raises:
            StorageUnavailable: when the duty could not be laid down; it is tried again next time.
        """
        if self._ask_at is None and self._cut_off():
            await asyncio.to_thread(self._lay_down)
            _log.warning("Telegram cannot be reached from here: another process may send")
            self._ask_at = at + ASK_EVERY
        elif self._ask_at is not None and self._ask_at <= at:
            self._ask_at = at + ASK_EVERY
            if await self._answers():
                self.heard()
        return max((self._ask_at - at).total_seconds(), 0.0) if self._ask_at else 0.0

    def _cut_off(self) -> bool:
        return self._silent is not None and self._silent[1] - self._silent[0] >= OUT_OF_REACH

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(ASK_WITHIN):
                await self._api.get_me()
        except Refused:
            return True
        except (ApiError, TimeoutError):
            return False
        return True
