"""Has the inbox answered: one message of a chat at a time, several chats at the same time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.domain_model.actors import Channel, ChatId, address_of, channel_of
from bot.domain_model.errors import StorageUnavailable
from bot.services.turns import Outcome, Turns
from bot.telegram.api import Api, ApiError
from bot.telegram.waiting import Bell, log_failure

AT_ONCE = 8
IDLE = 0.5
"""Seconds between two looks for what other processes have put into the inbox."""
TYPING_LASTS = 4.0
"""Seconds after which Telegram stops to show that somebody is typing, almost."""
FINISH_WITHIN = 15.0

_log = logging.getLogger(__name__)


class Answerer:
    """Answers the messages of every channel; those of pages and terminals that were left lying."""

    def __init__(
        self,
        turns: Turns,
        api: Api | None,
        clock: Callable[[], datetime],
        bell: Bell,
        answered: Callable[[], None],
    ) -> None:
        """Call `answered` when there is something to send; without `api` nobody sees us type."""
        self._turns = turns
        self._api = api
        self._clock = clock
        self._bell = bell
        self._answered = answered
        self._busy: dict[ChatId, asyncio.Task[None]] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until `stop` is set; turns that have begun are finished."""
        while not stop.is_set():
            await self.step()
            await self._bell.wait(IDLE)
        await self.finish(FINISH_WITHIN)

    async def finish(self, within: float) -> None:
        """Wait for turns that have begun; others will take over what takes longer."""
        if self._busy:
            await asyncio.wait(list(self._busy.values()), timeout=within)

    async def step(self) -> None:
        """Begin to answer what can be answered now."""
        try:
            chats = await asyncio.to_thread(lambda: self._turns.chats_due(at=self._clock()))
        except StorageUnavailable:
            _log.warning("the inbox cannot be read: the database cannot be reached")
            return
        for chat in chats:
            if chat not in self._busy and len(self._busy) < AT_ONCE:
                self._start(chat)

    def _start(self, chat: ChatId) -> None:
        task = asyncio.create_task(self._answer(chat))
        self._busy[chat] = task

        def done(task: asyncio.Task[None]) -> None:
            del self._busy[chat]
            log_failure(task, "answering")
            self._bell.ring()

        task.add_done_callback(done)

    async def _answer(self, chat: ChatId) -> None:
        """Answer a chat's messages, one after the other, while somebody seems to be typing."""
        typing = asyncio.create_task(self._type(chat))
        try:
            outcome: Outcome | None = Outcome.ANSWERED
            while outcome in (Outcome.ANSWERED, Outcome.PARKED):
                outcome = await asyncio.to_thread(self._turns.handle, chat, self._clock)
                self._answered()
        except StorageUnavailable:
            _log.warning("a turn waits: the database cannot be reached")
        finally:
            typing.cancel()
            await asyncio.gather(typing, return_exceptions=True)

    async def _type(self, chat: ChatId) -> None:
        if self._api is None or channel_of(chat) is not Channel.TELEGRAM:
            return
        while True:
            try:
                await self._api.send_chat_action(int(address_of(chat)), "typing")
            except ApiError as error:
                # Nobody misses it.
                _log.debug("not shown as typing: %s", type(error).__name__)
            await asyncio.sleep(TYPING_LASTS)
