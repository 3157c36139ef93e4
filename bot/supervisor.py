"""Keeps several processes running as one: starts them, restarts one that died, stops them all.

Each process is this same command with one name (`refleks run web`), so that on several machines
they run one by one without us.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

log = logging.getLogger(__name__)

CANNOT_START = 78
"""Exit code of a process that starting again will not help (EX_CONFIG of sysexits.h).

On a first start it stops everything, so that somebody mends it. Of a process that has run well
before (a token was revoked, say) it stops nothing else: those who use the rest go on.
"""
NOTHING_TO_DO = 0
"""Exit code of a process that has done all it had to do; it is not started again."""
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
"""Seconds after which a process counts as steady, and a later death as the first."""
STOP_WITHIN = 20.0
"""Seconds that a process has to finish what it is doing before it is killed."""
_LOOK_EVERY = 0.2

Command = Callable[[str], Sequence[str]]


def own_command(name: str) -> Sequence[str]:
    """Give the command line of one of our processes."""
    return [sys.executable, "-m", "bot.cli", "run", name]


@dataclass
class _Child:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    start_at: float = 0.0
    has_run_well: bool = False
    finished: bool = field(default=False)

    def start(self, now: float) -> None:
        # A session of its own: Ctrl-C reaches us alone, and we stop the others in order.
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603 - our own
        self.started = now

    def note_end(self, now: float, steady_after: float) -> None:
        if now - self.started >= steady_after:
            self.has_run_well = True
            self.pause = FIRST_PAUSE

    def plan_restart(self, now: float) -> None:
        self.start_at = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.process = None


class Supervisor:
    """Runs the processes with the given names until it is told to stop."""

    def __init__(
        self,
        names: Sequence[str],
        command: Command = own_command,
        steady_after: float = STEADY_AFTER,
    ) -> None:
        """Prepare to run `names`; `command` gives the command line of each."""
        self._steady_after = steady_after
        self._children = [_Child(name, command(name)) for name in names]
        self._stop = threading.Event()

    def run(self) -> int:
        """Run until SIGTERM or SIGINT, or until no process is left; give the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        try:
            while not self._stop.is_set():
                code = self._look_after_all(time.monotonic())
                if code is not None:
                    return code
                self._stop.wait(_LOOK_EVERY)
        finally:
            self._stop_all()
        return 0

    def stop(self) -> None:
        """Let `run` stop everything and return."""
        self._stop.set()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()

    def _look_after_all(self, now: float) -> int | None:
        for child in self._children:
            if child.process is None:
                if not child.finished and now >= child.start_at:
                    child.start(now)
                continue
            code = child.process.poll()
            if code is None:
                continue
            child.note_end(now, self._steady_after)
            if code == CANNOT_START and not child.has_run_well:
                return CANNOT_START
            if code == NOTHING_TO_DO:
                child.finished, child.process = True, None
                continue
            log.error("the process %s ended with code %s; it is started again", child.name, code)
            child.plan_restart(now)
        return 0 if all(child.finished for child in self._children) else None

    def _stop_all(self) -> None:
        running = [child.process for child in self._children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + STOP_WITHIN
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
