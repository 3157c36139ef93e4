"""Does what is due, again and again, until it is told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain_model.errors import StorageUnavailable

log = logging.getLogger(__name__)

Duty = Callable[[datetime], int]
"""Does what is due at a time; tells how much that was."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that has to be done every so often."""

    name: str
    duty: Duty
    every: timedelta


class Clockwork:
    """Runs errands in one thread; a database that is down is waited for."""

    def __init__(self, errands: list[Errand], clock: Callable[[], datetime]) -> None:
        """Run `errands`, each at once and then at its own pace; `clock` tells the time."""
        self._clock = clock
        self._next = {errand: clock() for errand in errands}

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set.

        Any error but an unreachable database ends this: a worker that goes on without doing its
        work would hide that nobody is reminded.
        """
        while not stop.is_set():
            self.run_due()
            pause = min(self._next.values()) - self._clock()
            stop.wait(max(0.0, pause.total_seconds()))

    def run_due(self) -> None:
        """Run the errands whose time has come, once each."""
        for errand, due in list(self._next.items()):
            now = self._clock()
            if due > now:
                continue
            try:
                done = errand.duty(now)
            except StorageUnavailable:
                log.warning("%s: the database cannot be reached; trying again", errand.name)
            else:
                if done:
                    log.info("%s: %s done", errand.name, done)
            self._next[errand] = self._clock() + errand.every


def side_by_side(clockworks: Sequence[Clockwork]) -> Callable[[threading.Event], None]:
    """Make several clockworks one, each in a thread of its own, so that none delays another.

    When one of them ends with an error the others are stopped, and the error is raised.
    """

    def run(stop: threading.Event) -> None:
        with ThreadPoolExecutor(len(clockworks), "clockwork") as pool:
            works = [pool.submit(clockwork.run, stop) for clockwork in clockworks]
            wait(works, return_when=FIRST_COMPLETED)
            stop.set()
        for work in works:
            work.result()

    return run
