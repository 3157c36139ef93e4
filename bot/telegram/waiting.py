"""How the loops of this package wait: for work, for a while, and always for the end."""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.domain_model.errors import StorageUnavailable

T = TypeVar("T")

_log = logging.getLogger(__name__)
_STORAGE_PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0)


class Bell:
    """Wakes one loop; rung while nobody waits, it ends the next wait at once."""

    def __init__(self, stop: asyncio.Event) -> None:
        """End every wait when `stop` is set."""
        self._rung = asyncio.Event()
        self._stop = stop

    def ring(self) -> None:
        """Say that there may be work."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Wait until it rings, at most so long."""
        await wait_for_any(seconds, self._rung, self._stop)
        self._rung.clear()


async def wait_for_any(seconds: float, *events: asyncio.Event) -> None:
    """Wait until one of the events is set, at most so long."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)


async def unless_stopped(stop: asyncio.Event, work: Awaitable[T]) -> T | None:
    """Give the result of `work`, or None when `stop` came first; `work` is then cancelled."""
    task = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        stopping.cancel()
        task.cancel()
        await asyncio.gather(task, stopping, return_exceptions=True)


def backoff(attempt: int, rng: random.Random, *, longest: float, first: float = 1.0) -> float:
    """Give the seconds before another attempt: twice as long each time, never quite the same."""
    whole = min(longest, first * 2.0 ** min(attempt - 1, 16))
    return whole * rng.uniform(0.5, 1.0)


async def with_storage(call: Callable[[], T]) -> T:
    """Do in a thread what has to be written down, again while the database cannot be reached.

    Raises:
        StorageUnavailable: when it stays away for several seconds.
    """
    for pause in _STORAGE_PAUSES:
        try:
            return await asyncio.to_thread(call)
        except StorageUnavailable:
            _log.warning("the database cannot be reached; trying again")
            await asyncio.sleep(pause)
    return await asyncio.to_thread(call)


def log_failure(task: asyncio.Task[None], what: str) -> None:
    """Tell of a task that broke, without its words; the lease brings its work to another."""
    if not task.cancelled() and (error := task.exception()):
        place = traceback.extract_tb(error.__traceback__)[-1]
        _log.error(
            "%s failed: %s at %s:%s", what, type(error).__name__, place.filename, place.lineno
        )
