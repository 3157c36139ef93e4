"""The supervisor, with real processes: a death is mended, an end respected, a stop orderly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds; fail when it does not within a minute."""
    deadline = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        pause.wait(0.05)


class Run:
    """A supervisor in a process of its own, over children that append to one file."""

    def __init__(self, folder: Path, steady_after: float = 60.0, **children: str) -> None:
        self.diary = folder / "diary"
        self.diary.touch()
        commands = {
            name: [sys.executable, "-c", textwrap.dedent(code), str(self.diary)]
            for name, code in children.items()
        }
        program = (
            "import sys; from bot.supervisor import Supervisor;"
            f"commands = {commands!r};"
            f"supervisor = Supervisor(list(commands), commands.__getitem__, {steady_after});"
            "sys.exit(supervisor.run())"
        )
        self.process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)

    def lines(self) -> list[str]:
        return self.diary.read_text().split()

    def children(self) -> list[psutil.Process]:
        return list(psutil.Process(self.process.pid).children())


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    runs: list[Run] = []

    def run(steady_after: float = 60.0, **children: str) -> Run:
        runs.append(Run(tmp_path, steady_after, **children))
        return runs[-1]

    yield run
    for each in runs:
        each.process.terminate()
        each.process.wait(PATIENCE)


STAYS = """
    import signal, sys, time
    def note(word):
        with open(sys.argv[1], "a") as diary: diary.write(word + "\\n")
    def stop(*_):
        note("stopped"); sys.exit(0)
    signal.signal(signal.SIGTERM, stop)
    note("started")
    while True: time.sleep(60)
"""


def test_a_killed_process_is_started_again(start: Callable[..., Run]) -> None:
    run = start(web=STAYS)
    wait_for(lambda: run.lines() == ["started"])
    [child] = run.children()
    child.kill()
    wait_for(lambda: run.lines() == ["started", "started"])


def test_everything_is_stopped_on_sigterm(start: Callable[..., Run]) -> None:
    run = start(web=STAYS, rasa=STAYS)
    wait_for(lambda: run.lines() == ["started"] * 2)
    children = run.children()
    run.process.send_signal(signal.SIGTERM)
    assert run.process.wait(PATIENCE) == 0
    assert run.lines()[2:] == ["stopped"] * 2
    assert not any(child.is_running() for child in children)


def test_one_that_cannot_start_stops_all(start: Callable[..., Run]) -> None:
    run = start(web=STAYS, rasa="import sys; sys.exit(78)")
    assert run.process.wait(PATIENCE) == 78


def test_one_that_has_run_well_stops_nothing_else(start: Callable[..., Run]) -> None:
    run = start(
        steady_after=0.0,
        web=STAYS,
        bot="""
        import sys
        open(sys.argv[1], "a").write("tried\\n")
        sys.exit(78)
    """,
    )
    wait_for(lambda: run.lines().count("tried") >= 2)
    assert run.lines().count("started") == 1
    assert run.process.poll() is None


def test_one_with_nothing_to_do_is_left_alone(start: Callable[..., Run]) -> None:
    run = start(
        bot="import sys; open(sys.argv[1], 'a').write('idle\\n')",
        web=STAYS,
    )
    wait_for(lambda: sorted(run.lines()) == ["idle", "started"])
    wait_for(lambda: len(run.children()) == 1)
    assert sorted(run.lines()) == ["idle", "started"]


def test_without_work_it_ends(start: Callable[..., Run]) -> None:
    assert start(bot="pass").process.wait(PATIENCE) == 0


def test_ctrl_c_reaches_the_supervisor_alone(start: Callable[..., Run]) -> None:
    run = start(web=STAYS)
    wait_for(lambda: run.lines() == ["started"])
    [child] = run.children()
    assert os.getsid(child.pid) != os.getsid(run.process.pid)
    run.process.send_signal(signal.SIGINT)
    assert run.process.wait(PATIENCE) == 0
    assert run.lines() == ["started", "stopped"]
