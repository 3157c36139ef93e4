"""Rows of a benchmark's result: how long something took, and how long it may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

LIMIT = 100.0
"""Milliseconds that nineteen of twenty may take: what feels immediate (Nielsen, 1993)."""
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """What was timed, in milliseconds."""

    name: str
    rounds: int
    p50: float
    p95: float
    limit: float = LIMIT

    @property
    def within(self) -> bool:
        """Whether nineteen of twenty were quick enough."""
        return self.p95 <= self.limit


def timed(name: str, act: Callable[[int], object], rounds: int = ROUNDS) -> Row:
    """Time `act`, which is told the number of the round; the first three are not counted."""
    taken = []
    for number in range(rounds + 3):
        begun = time.perf_counter()
        act(number)
        taken.append(1000 * (time.perf_counter() - begun))
    p50, p95 = np.quantile(taken[3:], [0.5, 0.95])
    return Row(name, rounds, round(float(p50), 1), round(float(p95), 1))
