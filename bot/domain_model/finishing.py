"""How people say that a visit is done, and nothing else about it."""

from __future__ import annotations

import re

_DONE = r"(?:gjort|ferdig|unnagjort|gjennomført|over|overstått|done|finished|completed|over with)"
_NOW = r"(?:\s+(?:nå|no|nu|now|allerede|alt|already|for\s+(?:i\s+)?dag|today|i\s+dag))*"
_IS = r"(?:er|e|æ|ble|vart|blei|is|was|har\s+vært|has\s+been)"
_VISIT = r"(?:skole|skule)?(?:besøk(?:et)?|besok(?:et)?|visit)"
_PLACE = r"(?:\s+(?i:på|pa|ved|hos|til|to|at|with|med)\s+[\w’ .-]{2,60}?)"
_ME = (
    r"(?:(?:jeg|eg|æ|æg|jæ|je|vi|me|i|we)\s+(?:er|e|am|are)\s+|i'm\s+"
    r"|(?:nå|no)\s+er\s+(?:jeg|eg)\s+)"
)

_PATTERNS = (
    rf"(?:(?:det|the|my|mitt)\s+)?{_VISIT}{_PLACE}?{_NOW}\s+{_IS}{_NOW}\s+{_DONE}{_PLACE}?{_NOW}",
    rf"{_ME}?{_DONE}{_NOW}\s+(?i:med|with)\s+(?:(?:det|the|my)\s+)?{_VISIT}(?:\s+mitt)?{_PLACE}?{_NOW}",
    rf"{_ME}?{_DONE}{_NOW}\s+(?i:på|pa|ved|hos|at|in)\s+(?-i:[A-ZÆØÅ])[\w’ .-]{{1,60}}?{_NOW}",
    rf"(?:jeg|eg|æ|i)\s+(?:har|have)\s+(?:gjennomført|fullført|finished|completed)\s+"
    rf"(?:the\s+)?{_VISIT}{_PLACE}?{_NOW}",
    rf"(?:merk|marker|sett|mark)\s+(?:the\s+)?{_VISIT}{_PLACE}?\s+(?:som|as)\s+{_DONE}",
)
_SAYS = tuple(re.compile(rf"\W*{pattern}\W*", re.IGNORECASE) for pattern in _PATTERNS)


def says_finished(text: str) -> bool:
    """Tell whether `text` says that a visit is done: «ferdig på Solvik», «besøket er gjort».

    A message that tells more than that is a note, and no command.
    """
    return "?" not in text and any(pattern.fullmatch(text) for pattern in _SAYS)
