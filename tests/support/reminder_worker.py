"""A process that gives reminders and sends them, and dies at a numbered step when it is told to.

It is made of the real parts; the steps are where its unit of work and its way to Telegram pass
through here.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.bootstrap import ROOT
from bot.processes import REMIND_EVERY
from bot.reminders.clockwork import Clockwork, Errand
from bot.services import outbox
from bot.services.notices import Notices
from bot.services.partners import Partners
from bot.services.ports.unit_of_work import Begin
from bot.services.reminder_texts import ReminderTexts
from bot.services.reminders import Reminders
from bot.storage.database import Database, open_engine
from bot.storage.unit_of_work import unit_of_work
from bot.telegram import sending
from bot.telegram.api import Api, Patience, connect
from bot.telegram.manner import Manner
from bot.telegram.pacing import Pacing
from bot.telegram.sending import Sender
from bot.telegram.waiting import Bell
from bot.texts import load_texts

OSLO = ZoneInfo("Europe/Oslo")
TEXTS = load_texts(ROOT / "data" / "texts")
"""Read once, before workers are forked: that takes longer than their work."""


class Step(IntEnum):
    """Where a worker can die, in the order in which a reminder passes."""

    CLAIMED = 1
    WRITTEN = 2
    SETTLED = 3
    HANDED_OVER = 4
    SENDING_WRITTEN = 5
    SENDING = 6
    ANSWERED = 7
    OUTCOME_WRITTEN = 8
    OUTCOME = 9


@dataclass(frozen=True)
class Job:
    """What a worker works on; `real` is the clock's time when it is to take it for `pretended`.

    The first of all workers that comes to `fatal` dies there and leaves `marker`.
    """

    database_url: str
    api_url: str
    token: str
    pretended: datetime
    real: float
    fatal: Step | None
    marker: Path
    lease: float = 25.0
    send_within: float = 20.0
    answer_within: float = 10.0
    look_every: float = REMIND_EVERY.total_seconds()
    duty: float = outbox.DUTY.total_seconds()

    def now(self) -> datetime:
        """Read the clock."""
        return self.pretended + timedelta(seconds=time.time() - self.real)

    def reached(self, step: Step) -> None:
        """Die here, if this is the step and nobody has died yet."""
        if step is not self.fatal:
            return
        try:
            os.close(os.open(self.marker, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


class _Probe:
    """Stands in for an object and tells the job after some of its methods."""

    def __init__(self, real: Any, job: Job, steps: dict[str, Step], did: set[str]) -> None:
        self._real = real
        self._job = job
        self._steps = steps
        self._did = did

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)
        if name not in self._steps:
            return real

        def call(*arguments: Any, **named: Any) -> Any:
            result = real(*arguments, **named)
            if result not in (None, [], False) or name == "settle":
                self._did.add(name)
                self._job.reached(self._steps[name])
            return result

        return call


class _ProbedUnitOfWork:
    def __init__(self, real: Any, job: Job) -> None:
        self._real = real
        self._job = job
        self._did: set[str] = set()
        claimed = {"claim_due": Step.CLAIMED, "settle": Step.SETTLED}
        leaving = {"add_once": Step.WRITTEN, "begin": Step.SENDING_WRITTEN}
        self.reminders = _Probe(real.reminders, job, claimed, self._did)
        self.outbox = _Probe(
            real.outbox, job, {**leaving, "settle": Step.OUTCOME_WRITTEN}, self._did
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def commit(self) -> None:
        self._real.commit()
        if "claim_due" in self._did:
            self._job.reached(Step.HANDED_OVER)
        elif "begin" in self._did:
            self._job.reached(Step.SENDING)
        elif "settle" in self._did:
            self._job.reached(Step.OUTCOME)


class _ProbedApi:
    """Telegram, whose answer the sender may not live to see."""

    def __init__(self, api: Api, job: Job) -> None:
        self._api = api
        self._job = job

    async def send_message(self, *arguments: Any, **named: Any) -> Any:
        try:
            return await self._api.send_message(*arguments, **named)
        finally:
            self._job.reached(Step.ANSWERED)


def probed(begin: Begin, job: Job) -> Begin:
    """Let every transaction pass by the job's steps."""

    @contextmanager
    def opened() -> Iterator[Any]:
        with begin() as uow:
            yield _ProbedUnitOfWork(uow, job)

    return opened


def work(job: Job) -> None:
    """Give and send reminders until killed."""
    outbox.LEASE = timedelta(seconds=job.lease)
    outbox.DUTY = timedelta(seconds=job.duty)
    sending.SEND_WITHIN = job.send_within
    asyncio.run(_work(job))


async def _work(job: Job) -> None:
    texts, worker = TEXTS, f"worker-{os.getpid()}"
    begin = probed(unit_of_work(Database(open_engine(job.database_url))), job)
    reminders = Reminders(begin, ReminderTexts(texts, OSLO), OSLO)
    errand = Errand(
        "reminders",
        lambda at: reminders.hand_over_due(at=at),
        timedelta(seconds=job.look_every),
    )
    clockwork = Clockwork([errand], job.now)
    threading.Thread(target=clockwork.run, args=(threading.Event(),), daemon=True).start()

    stop = asyncio.Event()
    patience = Patience(connect=5, answer=job.answer_within, poll=20)
    api: Any = _ProbedApi(connect(job.api_url, job.token, patience), job)
    await api._api.initialize()
    leaving = outbox.Outbox(begin, Notices(begin, texts), texts, Partners(begin), worker)
    manner = Manner(job.now, random.Random(os.getpid()))
    await Sender(api, leaving, texts, Pacing(), manner, Bell(stop)).run(stop)
