"""A burst: thousands of reminders due at the same time, several processes that send them."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import numpy as np
from sqlalchemy import func, insert, select, text

from benchmarks.timing import Row
from benchmarks.world import World
from bot.bootstrap import Services
from bot.domain_model.actors import Role
from bot.domain_model.language import Language
from bot.domain_model.schools import school_key
from bot.domain_model.sharing import Sharing
from bot.domain_model.visits import ReminderKind, ReminderState, VisitState
from bot.storage import tables
from bot.storage.base import Base, new_id
from bot.storage.message_tables import Outbox
from bot.storage.reminder_tables import Reminder
from tests.fakes.bot_api import FakeTelegram
from tests.fakes.bot_api.server import running_bot_api
from tests.support.reminder_worker import Job, work

WORKERS = 4
TELEGRAM = 30
"""Messages a second that Telegram takes from one bot, in all."""
STARTING = 120
"""Seconds that workers may need to start; the reminders are planned when they have."""
PLANNING = timedelta(seconds=5)
"""From the planning of the reminders until they are due."""
SHARE = 10
"""One reminder for so many reflections in the database: 10,000 for 100,000."""
WORSE = 1.15
"""How much later than Telegram's limit allows nineteen of twenty may come."""
_PARTNERS = 1_000_000_000
"""Where the numbers of the chats begin."""


@dataclass(frozen=True)
class Burst:
    """What became of a burst, with each reminder's lateness in seconds."""

    lost: int
    doubled: int
    refused: int
    lateness: Sequence[float]


def run(world: World) -> list[Row]:
    """Have one reminder for each ten reflections sent, and compare with what can be had."""
    count = max(WORKERS, world.size // SHARE)
    burst = send_burst(world.services, count)
    if burst.lost or burst.doubled:
        raise AssertionError(f"{burst.lost} reminders lost, {burst.doubled} doubled")
    p50, p95, p99 = (float(each) for each in np.quantile(burst.lateness, [0.5, 0.95, 0.99]))
    physical = count / TELEGRAM
    click.echo(
        f"  {count} reminders due at once, {WORKERS} workers: none lost, none doubled, "
        f"{burst.refused} told to wait; lateness p99 {p99:.1f} s, "
        f"Telegram's limit allows {0.99 * physical:.1f} s"
    )
    limit = 1000 * (0.95 * physical * WORSE + 5)
    return [Row("lateness of a reminder", count, 1000 * p50, 1000 * p95, 1000 * p99, limit)]


def send_burst(services: Services, count: int, workers: int = WORKERS) -> Burst:
    """Send so many reminders that are due at once, through a Telegram that keeps its limits."""
    with running_bot_api() as telegram, tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            telegram.add_chat(_PARTNERS + number)
        telegram.limit(in_all=TELEGRAM, per_chat=1)
        url = services.database.engine.url.render_as_string(hide_password=False)
        now = datetime.now(UTC)
        job = Job(url, telegram.url, telegram.token, now, time.time(), None, Path(folder) / "no")
        forks = multiprocessing.get_context("spawn")
        started: list[Any] = [forks.Process(target=work, args=(job,)) for _ in range(workers)]
        for process in started:
            process.start()
        try:
            telegram.wait("calls", method="getMe", count=workers, timeout=STARTING)
            due_at = datetime.now(UTC) + PLANNING
            _plan(services, count, due_at)
            _wait(services, count, due_at)
        finally:
            for process in started:
                process.kill()
                process.join()
        return _burst(services, telegram, count, due_at)


def _plan(services: Services, count: int, due_at: datetime) -> None:
    """Put a partner, a visit and its reminder into the database, so many times."""
    at, ids = datetime.now(UTC), [new_id() for _ in range(count)]
    home, school = new_id(), new_id()
    key = school_key("Solvik")
    of_partner = {"institution_id": home, "default_sharing": Sharing.COORDINATOR, "created_at": at}
    of_account = {
        "institution_id": home,
        "role": Role.PARTNER,
        "language": Language.NB,
        "created_at": at,
    }
    of_visit = {
        "school_id": school,
        "starts_at": due_at + timedelta(hours=1),
        "created_at": at,
        "state": VisitState.PLANNED,
    }
    of_reminder = {
        "kind": ReminderKind.HOUR_BEFORE,
        "due_at": due_at,
        "state": ReminderState.WAITING,
    }
    rows: dict[type[Base], list[dict[str, Any]]] = {
        tables.Institution: [{"id": home, "name": f"Høgskolen {home}", "created_at": at}],
        tables.School: [{"id": school, "name": "Solvik skole", "key": key, "municipality": home}],
        tables.Partner: [
            {**of_partner, "id": each, "name": f"Partner {n}", "telegram_chat": _chat(n)}
            for n, each in enumerate(ids)
        ],
        tables.Account: [
            {**of_account, "id": each, "partner_id": each, "name": f"Partner {n}"}
            for n, each in enumerate(ids)
        ],
        tables.Visit: [{**of_visit, "id": each} for each in ids],
        tables.VisitParticipant: [
            {"visit_id": each, "partner_id": each, "joined_at": at} for each in ids
        ],
        Reminder: [
            {**of_reminder, **dict.fromkeys(("id", "visit_id", "partner_id"), each)}
            for each in ids
        ],
    }
    with services.database.engine.begin() as connection:
        for table, values in rows.items():
            connection.execute(insert(table), values)


def _chat(number: int) -> str:
    return f"telegram:{_PARTNERS + number}"


def _wait(services: Services, count: int, due_at: datetime) -> None:
    give_up = due_at + timedelta(seconds=60 + 3 * count / TELEGRAM)
    settled = select(func.count()).where(
        Outbox.kind == "reminder", Outbox.state.in_(["sent", "uncertain", "dropped"])
    )
    while datetime.now(UTC) < give_up:
        with services.database.engine.connect() as connection:
            if connection.scalar(settled) == count:
                return
        time.sleep(0.5)


def _burst(services: Services, telegram: FakeTelegram, count: int, due_at: datetime) -> Burst:
    seen = Counter(message.chat_id for message in telegram.messages())
    arrived = select(Outbox.sent_at).where(Outbox.kind == "reminder", Outbox.state == "sent")
    with services.database.engine.connect() as connection:
        times = [moment for (moment,) in connection.execute(arrived) if moment is not None]
        refused = text("SELECT count(*) FROM delivery_attempt WHERE result = 'refused_429'")
        told_to_wait = connection.scalar(refused) or 0
    return Burst(
        lost=count - len(seen),
        doubled=sum(times - 1 for times in seen.values()),
        refused=told_to_wait,
        lateness=[(moment - due_at).total_seconds() for moment in times],
    )
