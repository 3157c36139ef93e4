"""In which order the files are tried."""

from __future__ import annotations

from itertools import groupby

import pytest

_WAITS = "tests/e2e/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the files that mostly wait among those that compute, so that no core is idle.

    The end-to-end tests wait for Telegram's pace and for processes to start; two such files at a
    time leave both cores with little to do.
    """
    files = [list(tests) for _, tests in groupby(items, lambda item: item.path)]
    waiting = [tests for tests in files if tests[0].nodeid.startswith(_WAITS)]
    others = [tests for tests in files if not tests[0].nodeid.startswith(_WAITS)]
    gap = len(others) // (len(waiting) or 1) or 1
    ordered: list[pytest.Item] = []
    for place, tests in enumerate(others):
        if place % gap == 0 and waiting:
            ordered += waiting.pop()
        ordered += tests
    items[:] = ordered + [test for tests in waiting for test in tests]
