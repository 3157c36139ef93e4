"""Sends what waits in the outbox: paced, in order per chat, several chats at the same time.

Of several processes one sends (`Outbox.due`); when it ends, or cannot reach Telegram, another
takes over.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from bot.domain_model.actors import address_of
from bot.domain_model.errors import StorageUnavailable
from bot.domain_model.messages import OutgoingKind
from bot.services.outbox import Outbox
from bot.services.ports.messages import Departure, Enclosed, EnclosedFile
from bot.telegram.api import Api, ApiError
from bot.telegram.chores import NO_PREVIEW, do_chore, load_chore, read_file
from bot.telegram.manner import Manner
from bot.telegram.outcomes import Outcomes, WriteDown
from bot.telegram.pacing import Pacing
from bot.telegram.reach import Reach
from bot.telegram.rendering import keyboard
from bot.telegram.waiting import Bell, log_failure, with_storage
from bot.telegram.wording import Wording
from bot.texts import Texts

AT_ONCE = 20
"""Messages under way at the same time: one that hangs must not keep the others waiting."""
IN_LINE = 8
"""Messages that are committed to being sent and wait for their turn: enough to leave evenly while
the database is busy; not more, for they are in doubt when the process is killed."""
LOOK_AT = 80
"""Messages to know of, more than leave until the next look."""
IDLE = 0.5
"""Seconds between two looks for what other processes have put into the outbox: an answer that
one of them gave does not wait longer, whatever else waits."""
SEND_WITHIN = 20.0
"""Seconds for one request, well below the lease of a message."""
LONGEST_TURN = timedelta(seconds=2)
"""A message that is committed to being sent waits no longer for its turn: its lease is short."""
FINISH_WITHIN = 15.0

_log = logging.getLogger(__name__)


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
        self._reach = Reach(api, outbox.end_duty)
        self._outcomes = Outcomes(outbox, pacing, manner)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._in_line = set[str]()
        self._turn = asyncio.Lock()
        self._waiting: list[Departure] = []
        self._looked_at: datetime | None = None

    def look_again(self) -> None:
        """Say that there is something new in the outbox."""
        self._looked_at = None
        self._bell.ring()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; what is under way then is finished, the rest is others'."""
        while not stop.is_set():
            await self._bell.wait(await self.step())
        try:
            await asyncio.to_thread(self._outbox.end_duty)
        except StorageUnavailable:
            _log.warning("the database cannot be reached: others wait a moment before they send")
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
            if pause := await self._reach.pause(now):
                self._waiting = []
                return pause
            await self._refresh(now)
        except StorageUnavailable:
            _log.warning("the outbox waits: the database cannot be reached")
            return IDLE * 4
        pause, later = IDLE, list[Departure]()
        for leaving in self._waiting:
            ready = self._ready_at(leaving, now)
            if ready <= now:
                self._start(leaving)
            else:
                pause = min(pause, (ready - now).total_seconds())
                later.append(leaving)
        self._waiting = later
        return pause

    async def _refresh(self, now: datetime) -> None:
        """Look what waits, but not for each message: with thousands waiting that takes long."""
        looked_at = self._looked_at if self._waiting else None
        if looked_at is None or now - looked_at >= timedelta(seconds=IDLE):
            self._looked_at = now
            self._waiting = await asyncio.to_thread(self._look, now)

    def _look(self, now: datetime) -> list[Departure]:
        self._outbox.recover(at=now)
        return self._outbox.due(at=now, limit=LOOK_AT)

    def _ready_at(self, leaving: Departure, now: datetime) -> datetime:
        """Tell when a message may leave, as far as can be told."""
        if leaving.chat in self._under_way or len(self._under_way) >= AT_ONCE:
            return now + timedelta(seconds=IDLE)  # whatever ends rings the bell
        if leaving.kind is OutgoingKind.CHORE:
            return now
        if len(self._in_line) >= IN_LINE:
            return now + timedelta(seconds=IDLE)  # whatever leaves rings the bell
        return self._pacing.open_at(leaving.chat, now)

    def _start(self, leaving: Departure) -> None:
        task = asyncio.create_task(self._deliver(leaving))
        self._under_way[leaving.chat] = task
        if leaving.kind is not OutgoingKind.CHORE:
            self._in_line.add(leaving.chat)

        def done(task: asyncio.Task[None]) -> None:
            del self._under_way[leaving.chat]
            self._in_line.discard(leaving.chat)
            log_failure(task, f"sending message {leaving.sequence}")
            self._bell.ring()

        task.add_done_callback(done)

    async def _deliver(self, waiting: Departure) -> None:
        """Send the next part of a message, and write down what became of it."""
        clock, sequence = self._manner.clock, waiting.sequence
        try:
            leaving = await asyncio.to_thread(lambda: self._outbox.begin(sequence, at=clock()))
            if leaving is not None:
                await with_storage(await self._send(leaving))
        except StorageUnavailable:
            _log.warning("message %s: the database cannot be reached", sequence)

    async def _send(self, leaving: Departure) -> WriteDown:
        """Send; give what has to be written down about it."""
        clock, enclosed = self._manner.clock, Enclosed(leaving.text)
        if leaving.enclosure and not self._manner.content_free:
            enclosed = await asyncio.to_thread(self._manner.enclose, leaving)
        parts = self._wording.parts(leaving, enclosed)
        paced = leaving.kind is not OutgoingKind.CHORE
        if paced and (held_until := await self._wait_for_turn(leaving.chat)):
            return self._outcomes.put_back(leaving, held_until, "told_to_wait")
        try:
            async with asyncio.timeout(SEND_WITHIN):
                await self._request(leaving, parts, enclosed.file)
        except (ApiError, TimeoutError) as error:
            self._reach.failed(error, clock())
            return self._outcomes.of(leaving, error, len(parts))
        self._reach.heard()
        return lambda: self._outbox.part_sent(leaving, parts=len(parts), at=clock())

    async def _wait_for_turn(self, chat: str) -> datetime | None:
        """Wait until the next request may leave; give when it may, if that is too far away."""
        clock = self._manner.clock
        # One after the other: those that wake up late together would leave as a burst.
        async with self._turn:
            turn = self._pacing.turn_at(chat, clock())
            if turn - clock() > LONGEST_TURN:
                return turn
            await asyncio.sleep((turn - clock()).total_seconds())
            self._pacing.book(chat, max(turn, clock()))
        self._in_line.discard(chat)
        self._bell.ring()
        return None

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
