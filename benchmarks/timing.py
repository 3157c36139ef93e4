"""Rows of a benchmark's result: how long something took, and how long it may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

LIMIT = 100.0
"""Milliseconds that nineteen of twenty may take: what feels immediate (Nielsen, 1993)."""
ROUNDS = 60
_SHARES = (0.5, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Row:
    """What was timed, in milliseconds."""

    name: str
    rounds: int
    p50: float
    p95: float
    p99: float
    limit: float = LIMIT
    held_by: str = "p95"
    """Which of the three the limit is for."""

    @property
    def within(self) -> bool:
        """Whether as many as should be were quick enough."""
        return bool(getattr(self, self.held_by) <= self.limit)


def timed(
    name: str,
    act: Callable[[int], object],
    rounds: int = ROUNDS,
    *,
    limit: float = LIMIT,
    held_by: str = "p95",
) -> Row:
    """Time `act`, which is told the number of the round; the first three are not counted."""
    taken = []
    for number in range(rounds + 3):
        begun = time.perf_counter()
        act(number)
        taken.append(1000 * (time.perf_counter() - begun))
    p50, p95, p99 = (round(float(each), 1) for each in np.quantile(taken[3:], _SHARES))
    return Row(name, rounds, p50, p95, p99, limit, held_by)
