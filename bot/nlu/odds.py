"""Likelihoods as log odds, in which what several signals say adds up."""

from __future__ import annotations

import math

_LEAST, _MOST = 0.001, 0.995
"""No single figure counts as certain."""


def log_odds(likelihood: float) -> float:
    """Give the log odds of a figure between 0 and 1, as far as any figure is believed."""
    within = min(max(likelihood, _LEAST), _MOST)
    return math.log(within / (1 - within))


def likelihood(odds: float) -> float:
    """Give the figure between 0 and 1 that has these log odds."""
    return 1 / (1 + math.exp(-odds))
