"""The kill matrix: a worker killed at each step, and what a person sees of it."""

from __future__ import annotations

import itertools
import multiprocessing
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from bot.bootstrap import Services, build_services
from bot.domain_model.actors import Channel, chat_id
from bot.services.visits import ScheduleVisit
from bot.settings import Settings
from bot.storage.database import open_engine
from bot.storage.migrate import migrate
from tests.fakes.bot_api import FakeTelegram
from tests.fakes.bot_api.server import running_bot_api
from tests.support.people import cast
from tests.support.postgres import PostgresServer, running_postgres
from tests.support.reminder_worker import Job, Step, work

NIGHTS = {
    "autumn": datetime(2026, 10, 25, 1, tzinfo=UTC),
    "spring": datetime(2027, 3, 28, 1, tzinfo=UTC),
}
"""When the clocks change; the reminders of the hour before are due at that very moment."""
WALL = {"autumn": "kl. 03.00", "spring": "kl. 04.00"}
"""When the visits begin, on the wall: an hour after the reminders, in the new time."""
FAULTS: dict[str, dict[str, Any] | None] = {
    "none": None,
    "403": {"status": 403},
    "429": {"status": 429, "retry_after": 1},
    "timeout before delivery": {"kind": "hang", "when": "before"},
    "timeout after delivery": {"kind": "hang", "when": "after"},
}
WORKERS = (1, 2, 3, 4)
KINDS = ("sqlite", "postgresql")
CHATS = (41, 42)
PATIENCE = 60.0
_SETTLED = {"sent", "uncertain", "dropped"}
_forks = multiprocessing.get_context("forkserver")


class Unsettled(Exception):
    """The step was not reached, or something stayed open."""


@dataclass(frozen=True)
class Cell:
    """One way to die."""

    step: Step
    workers: int
    database: str
    night: str
    fault: str


@dataclass(frozen=True)
class Seen:
    """What became of one reminder: how often a person sees it, and what its row says."""

    times: int
    state: str
    reason: str | None
    right_time: bool

    @property
    def lost(self) -> bool:
        """Whether nobody sees it, and nobody is told that."""
        told = self.state == "uncertain" or self.reason == "blocked"
        return self.times == 0 and not told


def good(seen: Sequence[Seen]) -> bool:
    """Tell whether a cell came to an end and kept every promise."""
    kept = all(each.times <= 1 and not each.lost and each.right_time for each in seen)
    return len(seen) == len(CHATS) and kept


def every_cell(each: int | None = None) -> list[Cell]:
    """Give the whole matrix; or of each step with each fault so many cells, chosen by a seed."""
    ways = list(itertools.product(WORKERS, KINDS, NIGHTS))
    chance = random.Random(2026)
    return [
        Cell(step, *way, fault)
        for step, fault in itertools.product(Step, FAULTS)
        for way in (chance.sample(ways, each) if each else ways)
    ]


class Place:
    """Where cells are run, one after the other: a database of each kind, and a Telegram."""

    def __init__(self, telegram: FakeTelegram, folder: Path, postgres: PostgresServer | None):
        """Migrate both databases once."""
        self._telegram = telegram
        self._folder = folder
        self._postgres = postgres
        self._built: dict[str, Services] = {}
        self._migrated = folder / "migrated.db"
        _migrate(f"sqlite:///{self._migrated}")
        self._name = None if postgres is None else postgres.create_database()
        if postgres is not None and self._name is not None:
            _migrate(postgres.url(self._name))

    def run(self, cell: Cell) -> list[Seen]:
        """Run one cell: what became of each reminder."""
        with tempfile.TemporaryDirectory(dir=self._folder) as made, self._database(cell) as url:
            services = self._services(url)
            try:
                self._prepare(services, cell)
                job = self._job(cell, url, Path(made) / "died")
                _until_settled(services, job, cell.workers)
                return self._seen(services, cell)
            finally:
                services.database.close()

    def _services(self, url: str) -> Services:
        if url not in self._built:
            given: dict[str, Any] = {"database_url": url, "var_dir": self._folder}
            self._built[url] = build_services(Settings(_env_file=None, **given))
        return self._built[url]

    @contextmanager
    def _database(self, cell: Cell) -> Iterator[str]:
        if cell.database == "sqlite":
            path = self._folder / "cell.db"
            for old in self._folder.glob("cell.db*"):
                old.unlink()
            shutil.copy(self._migrated, path)
            yield f"sqlite:///{path}"
        elif self._postgres is not None and self._name is not None:
            self._postgres.empty_database(self._name)
            yield self._postgres.url(self._name)

    def _prepare(self, services: Services, cell: Cell) -> None:
        at = NIGHTS[cell.night] - timedelta(days=3)
        self._telegram.heal()
        self._telegram.reset()
        kari = cast(services, at).kari
        for number in CHATS:
            self._telegram.add_chat(number)
            invitation = services.partners.invite(kari, f"Partner {number}", at=at)
            services.partners.redeem(invitation.token, chat_id(Channel.TELEGRAM, number), at=at)
            begins = NIGHTS[cell.night] + timedelta(hours=1)
            wish = ScheduleVisit(f"v{number}", "Solvik skole", begins)
            services.visits.schedule(invitation.account.actor, wish, at=at)
        # The reminders of the day before are over: the hour before says the same.
        services.reminders.hand_over_due(at=NIGHTS[cell.night] - timedelta(minutes=1))
        order = FAULTS[cell.fault]
        if order is not None:
            self._telegram.fail("sendMessage", **order)

    def _job(self, cell: Cell, url: str, marker: Path) -> Job:
        return Job(
            database_url=url,
            api_url=self._telegram.url,
            token=self._telegram.token,
            pretended=NIGHTS[cell.night] - timedelta(seconds=0.2),
            real=time.time(),
            fatal=cell.step,
            marker=marker,
            lease=1.5,
            send_within=1.0,
            answer_within=0.5,
            look_every=0.3,
            duty=1.5,
        )

    def _seen(self, services: Services, cell: Cell) -> list[Seen]:
        found = []
        for number in CHATS:
            texts = [each.text for each in self._telegram.messages(number)]
            hours = [text for text in texts if text.startswith("Om ")]
            chat = f"telegram:{number}"
            query = (
                "SELECT state, reason FROM outbox WHERE kind = 'reminder' "
                f"AND chat = '{chat}' ORDER BY sequence DESC LIMIT 1"
            )
            ((state, reason),) = rows(services, query)
            right = all(WALL[cell.night] in text for text in hours)
            found.append(Seen(len(hours), state, reason, right))
        return found


def rows(services: Services, query: str) -> list[tuple[Any, ...]]:
    """Ask the database itself."""
    with services.database.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def _until_settled(services: Services, job: Job, workers: int) -> None:
    """Let workers work, each one that dies replaced, until nothing of the reminders is open."""
    alive: list[Any] = []
    give_up = time.monotonic() + PATIENCE
    try:
        while not (job.marker.exists() and _settled(services)):
            if time.monotonic() > give_up:
                raise Unsettled
            alive = [process for process in alive if process.is_alive()]
            while len(alive) < workers:
                alive.append(_forks.Process(target=work, args=(job,), daemon=True))
                alive[-1].start()
            time.sleep(0.05)
    finally:
        for process in alive:
            process.kill()
            process.join()


def _settled(services: Services) -> bool:
    waiting = "SELECT count(*) FROM reminder WHERE state = 'waiting' AND kind = 'hour_before'"
    states = rows(services, "SELECT state FROM outbox WHERE kind = 'reminder'")
    handed_over = len(states) == len(CHATS) and rows(services, waiting) == [(0,)]
    return handed_over and {state for (state,) in states} <= _SETTLED


def _migrate(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()


def run_all(
    cells: Sequence[Cell], beside: int = 4, ran: Callable[[Cell], object] = lambda _: None
) -> dict[Cell, list[Seen]]:
    """Run cells, several beside each other; one that does not come to an end has seen nothing."""
    _forks.set_forkserver_preload(["tests.support.reminder_worker"])
    with ExitStack() as stack:
        postgres = None
        if any(cell.database == "postgresql" for cell in cells):
            postgres = stack.enter_context(running_postgres())
        places: SimpleQueue[Place] = SimpleQueue()
        for _ in range(min(beside, len(cells))):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="refleks-kill-")))
            places.put(Place(stack.enter_context(running_bot_api()), folder, postgres))

        def run(cell: Cell) -> list[Seen]:
            place = places.get()
            try:
                return place.run(cell)
            except Unsettled:
                return []
            finally:
                places.put(place)
                ran(cell)

        with ThreadPoolExecutor(beside) as pool:
            return dict(zip(cells, pool.map(run, cells), strict=True))
