"""What the words beside a clock time say of it: a page, a train's time, minutes not understood."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"\b(?:side|sidene|sider|s|kapittel|kap|punkt|pkt|romm?|trinn|klasse|nr|nummer|oppgåve|oppgave|"
    r"oppg|gruppe|del|tabell|figur|pages?|room|grade)\.? $|"
    r"\b(?:\w*sk[ou]l[ea]|school) \($"
)
_TRAVEL = re.compile(
    r"\b(?:tog|buss|fly|ferje|ferge|ferj|ferg|båt|trikk|bane|train|bus|flight|ferry|boat)"
    r"(?:en|et|a|an)?\b[^,.;!?§]{0,25}$"
)
_MINUTES = re.compile(r"(?P<word>[^\W\d_]+) (?:på|pa|paa|over|øve|øver|åver) $")
_NEAR = 60
"""Characters before a clock time that are looked at."""


def is_numbered(text: str, start: int) -> bool:
    """Tell whether a number at `start` counts pages, rooms or grades: «side 10–12»."""
    return _NUMBERED.search(text, max(0, start - _NEAR), start) is not None


def is_of_travel(text: str, start: int) -> bool:
    """Tell whether the time at `start` is when a train or another of its kind goes."""
    return _TRAVEL.search(text, max(0, start - _NEAR), start) is not None


def has_unread_minutes(text: str, start: int) -> bool:
    """Tell whether a word before the «halv» at `start` stands where minutes do."""
    return _MINUTES.search(text, max(0, start - _NEAR), start) is not None
