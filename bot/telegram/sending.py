"""Sends what waits in the outbox: paced, in order per chat, several chats at the same time."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain_model.actors import address_of
from bot.domain_model.errors import StorageUnavailable
from bot.domain_model.messages import Doubt, OutgoingKind
from bot.services.message_ports import Departure, Enclosed, EnclosedFile
from bot.services.outbox import Outbox
from bot.telegram.api import Api, ApiError, BrokenOff, NoAnswer, Refused, name_of
from bot.telegram.chores import NO_PREVIEW, do_chore, load_chore, read_file
from bot.telegram.pacing import Pacing
from bot.telegram.rendering import keyboard
from bot.telegram.waiting import Bell, backoff, log_failure, with_storage
from bot.telegram.wording import Wording
from bot.texts import Texts

AT_ONCE = 20
"""Messages under way at the same time: one that hangs must not keep the others waiting."""
LOOK_AT = 200
LONGEST_PAUSE = 30.0
CHORE_ATTEMPTS = 3
IDLE = 0.5
"""Seconds between two looks for what other processes have put into the outbox."""
SEND_WITHIN = 20.0
"""Seconds for one request, well below the lease of a message."""
FINISH_WITHIN = 15.0
TOGETHER = timedelta(seconds=30)  # who took a message first is at work still

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manner:
    """How messages are sent. `content_free` is an address: then only that is sent, no texts.

    `enclose` makes what leaves with a message that has an enclosure; `take_calendar` takes the
    calendar that a message asked to be fetched.
    """

    clock: Callable[[], datetime]
    rng: random.Random
    content_free: str | None = None
    enclose: Callable[[Departure], Enclosed] = lambda leaving: Enclosed(leaving.text)
    take_calendar: Callable[[Departure, bytes], None] = lambda _leaving, _content: None


class Sender:
    """Takes messages from the outbox to Telegram."""

    def __init__(
        self, api: Api, outbox: Outbox, texts: Texts, pacing: Pacing, manner: Manner, bell: Bell
    ) -> None:
        """Send with `api`; `bell` rings when there may be something new."""
        self._api = api
        self._outbox = outbox
        self._wording = Wording(texts, manner.content_free)
        self._pacing = pacing
        self._manner = manner
        self._bell = bell
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._waiting: list[Departure] = []
        self._looked_at: datetime | None = None
        self._collided_at: datetime | None = None

    def look_again(self) -> None:
        """Say that there is something new in the outbox."""
        self._looked_at = None
        self._bell.ring()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; what is under way then is finished."""
        while not stop.is_set():
            await self._bell.wait(await self.step())
        await self.finish(FINISH_WITHIN)

    async def finish(self, within: float) -> None:
        """Wait for what is under way; what takes longer is left as if the process had died."""
        tasks = list(self._under_way.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=within)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def step(self) -> float:
        """Begin to send what may leave now; give the seconds until there may be more."""
        now = self._manner.clock()
        try:
            await self._refresh(now)
            if missing := self._pacing.missing(self._can_leave(now), now):
                reserved = asyncio.to_thread(self._outbox.reserve, missing, now)
                self._pacing.grant(await reserved)
        except StorageUnavailable:
            _log.warning("the outbox cannot be read: the database cannot be reached")
            return IDLE * 4
        pause, later = IDLE, list[Departure]()
        for leaving in self._waiting:
            ready = self._ready_at(leaving, now)
            if ready <= now:
                self._start(leaving, now)
            else:
                pause = min(pause, (ready - now).total_seconds())
                later.append(leaving)
        self._waiting = later
        return pause

    async def _refresh(self, now: datetime) -> None:
        """Look what waits, but not for each message: with thousands waiting that takes long."""
        pause = timedelta(seconds=IDLE if len(self._waiting) < LOOK_AT // 2 else 4 * IDLE)
        if not self._waiting or self._looked_at is None or now - self._looked_at >= pause:
            self._looked_at = now
            self._waiting = await asyncio.to_thread(self._look, now)

    def _look(self, now: datetime) -> list[Departure]:
        self._outbox.recover(at=now)
        waiting = self._outbox.due(at=now, limit=LOOK_AT)
        if self._collided_at and now - self._collided_at < TOGETHER:
            # Each in an order of its own, so that they seldom reach for the same message.
            chance = self._manner.rng.random
            waiting.sort(key=lambda each: (each.kind is OutgoingKind.REMINDER, chance()))
        return waiting

    def _can_leave(self, now: datetime) -> int:
        """Count the messages that only wait for a moment to leave at."""
        free = AT_ONCE - len(self._under_way)
        paced = (each for each in self._waiting if each.kind is not OutgoingKind.CHORE)
        return min(free, sum(each.chat not in self._under_way for each in paced))

    def _ready_at(self, leaving: Departure, now: datetime) -> datetime:
        """Tell when a message may leave, as far as can be told."""
        if leaving.chat in self._under_way or len(self._under_way) >= AT_ONCE:
            return now + timedelta(seconds=IDLE)  # whatever ends rings the bell
        if leaving.kind is OutgoingKind.CHORE:
            return now
        return self._pacing.ready_at(leaving.chat, now)

    def _start(self, leaving: Departure, now: datetime) -> None:
        if leaving.kind is not OutgoingKind.CHORE:
            self._pacing.sent(leaving.chat, now)
        task = asyncio.create_task(self._deliver(leaving, now))
        self._under_way[leaving.chat] = task

        def done(task: asyncio.Task[None]) -> None:
            del self._under_way[leaving.chat]
            log_failure(task, f"sending message {leaving.sequence}")
            self._bell.ring()

        task.add_done_callback(done)

    async def _deliver(self, waiting: Departure, now: datetime) -> None:
        """Send the next part of a message, and write down what became of it."""
        clock, sequence = self._manner.clock, waiting.sequence
        try:
            leaving = await asyncio.to_thread(lambda: self._outbox.begin(sequence, at=clock()))
            if leaving is not None:
                await with_storage(await self._send(leaving))
            elif waiting.kind is not OutgoingKind.CHORE:
                self._collided_at = now
                self._pacing.not_sent(now)
        except StorageUnavailable:
            _log.warning("message %s: the database cannot be reached", sequence)

    async def _send(self, leaving: Departure) -> Callable[[], None]:
        """Send; give what has to be written down about it."""
        clock, enclosed = self._manner.clock, Enclosed(leaving.text)
        if leaving.enclosure and not self._manner.content_free:
            enclosed = await asyncio.to_thread(self._manner.enclose, leaving)
        parts = self._wording.parts(leaving, enclosed)
        try:
            async with asyncio.timeout(SEND_WITHIN):
                await self._request(leaving, parts, enclosed.file)
        except Refused as error:
            return self._refused(leaving, error)
        except (NoAnswer, TimeoutError):
            return self._doubtful(leaving, Doubt.NO_ANSWER, len(parts))
        except BrokenOff:
            return self._doubtful(leaving, Doubt.BROKEN_OFF, len(parts))
        except ApiError as error:
            _log.warning("message %s is not sent: %s", leaving.sequence, error)
            return self._later(leaving, error)
        return lambda: self._outbox.part_sent(leaving, parts=len(parts), at=clock())

    async def _request(
        self, leaving: Departure, parts: list[str], file: EnclosedFile | None
    ) -> None:
        chat = int(address_of(leaving.chat))
        if leaving.kind is OutgoingKind.CHORE:
            chore = load_chore(leaving.text)
            if chore.what == "calendar":
                content = await read_file(self._api, chore.file_id)
                await asyncio.to_thread(self._manner.take_calendar, leaving, content)
            else:
                await do_chore(self._api, chat, chore)
            return
        text = self._wording.next_part(leaving, parts, self._manner.clock())
        last = leaving.parts_sent + 1 >= len(parts) and not self._manner.content_free
        markup = keyboard([(b.title, b.token) for b in leaving.buttons]) if last else None
        if last and file is not None:
            await self._api.send_document(
                chat, file.content, caption=text, filename=file.name, reply_markup=markup
            )
        else:
            await self._api.send_message(
                chat, text, reply_markup=markup, link_preview_options=NO_PREVIEW
            )

    def _doubtful(self, leaving: Departure, doubt: Doubt, parts: int) -> Callable[[], None]:
        if leaving.kind is OutgoingKind.CHORE:
            return self._later(leaving, TimeoutError())
        clock = self._manner.clock
        return lambda: self._outbox.doubt(leaving, doubt, parts=parts, at=clock())

    def _refused(self, leaving: Departure, error: Refused) -> Callable[[], None]:
        now = self._manner.clock()
        if error.code == 429:
            until = now + timedelta(seconds=error.retry_after or LONGEST_PAUSE)
            self._pacing.told_to_wait(leaving.chat, until, now)
            _log.warning("Telegram wants a pause of %s s", error.retry_after)
            return self._put_back(leaving, until, error)
        if error.code in (401, 404):
            _log.error("Telegram does not take the token any more (%s)", error.code)
            return self._put_back(leaving, now + timedelta(seconds=LONGEST_PAUSE), error)
        if error.code >= 500:
            _log.warning("message %s is not sent: Telegram says %s", leaving.sequence, error.code)
            return self._later(leaving, error)
        if error.code == 403 or "chat not found" in error.description.lower():
            return lambda: self._outbox.blocked(leaving, at=now)
        # Telegram's words may repeat ours, so they stay out of the log.
        return lambda: self._outbox.drop(leaving, name_of(error), at=now)

    def _later(self, leaving: Departure, error: Exception) -> Callable[[], None]:
        now = self._manner.clock()
        if leaving.kind is OutgoingKind.CHORE and leaving.attempts >= CHORE_ATTEMPTS:
            return lambda: self._outbox.drop(leaving, "given_up", at=now)
        pause = backoff(leaving.attempts, self._manner.rng, longest=LONGEST_PAUSE)
        return self._put_back(leaving, now + timedelta(seconds=pause), error)

    def _put_back(
        self, leaving: Departure, until: datetime, error: Exception
    ) -> Callable[[], None]:
        why, now = name_of(error), self._manner.clock()
        return lambda: self._outbox.put_back(leaving, why, until=until, at=now)
