"""Answers what waits in web chats and no browser waits for any more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.domain_model.actors import Channel, channel_of
from bot.domain_model.errors import StorageUnavailable
from bot.services.turns import Turns
from bot.web.failures import describe

log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds between two looks into the inbox."""
_CHATS = 500


class TurnWorker:
    """Goes on with messages whose answer took longer than a browser waits.

    The bot process does the same for all channels, but on a machine without Telegram it may not
    run; a message is claimed before it is answered, so the two never answer it twice.
    """

    def __init__(self, turns: Turns, clock: Callable[[], datetime]) -> None:
        """Answer with `turns`."""
        self._turns = turns
        self._clock = clock
        self._database_is_there = True

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            await asyncio.to_thread(self.answer_due)
            await asyncio.sleep(PAUSE)

    def answer_due(self) -> None:
        """Answer the oldest message of each web chat that is due; failures wait."""
        try:
            for chat in self._turns.chats_due(at=self._clock(), limit=_CHATS):
                if channel_of(chat) is Channel.WEB:
                    self._turns.handle(chat, self._clock)
            self._database_is_there = True
        except StorageUnavailable:
            # Once for each time that it goes away, not once a second.
            if self._database_is_there:
                log.warning("the database cannot be reached; web chats wait")
            self._database_is_there = False
        except Exception as error:
            log.error("web chats wait\n%s", describe(error))  # noqa: TRY400 - no text in the log
