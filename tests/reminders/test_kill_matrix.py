"""A worker killed at any step: a reminder is seen at most once, and never lost unsaid."""

from __future__ import annotations

import pytest

from tests.support.kill_matrix import FAULTS, Cell, good, run_all
from tests.support.reminder_worker import Step


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_killed_at_each_step() -> None:
    faults, nights = list(FAULTS), ("autumn", "spring")
    cells = [
        Cell(step, 1 + step % 3, "sqlite", nights[step % 2], faults[step % len(faults)])
        for step in Step
    ]
    assert {cell: seen for cell, seen in run_all(cells).items() if not good(seen)} == {}
