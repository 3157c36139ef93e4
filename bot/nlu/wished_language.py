"""Which language a partner asks to be answered in."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

_NAMES = {
    "nn": r"nynorsk\w*|new norwegian",
    "nb": r"bokmål\w*|bokmal\w*|norsk|norwegian",
    "en": r"engelsk\w*|english",
}
_SPELT = ("nynorsk", "bokmål", "engelsk", "english", "norwegian")
_ALIKE = 80
"""Letters in a hundred that a misspelt name shares with the right one: «boklmål», «nynosk»."""
_WORD = re.compile(r"\w{6,}")
_NOT = re.compile(r"\b(?:ikke|ikkje|itj|not|fra|frå|from|forstår|skjønner|skjønar)\s+$")


def wished_language(text: str) -> str | None:
    """Give the one language that `text` asks for; None when it names none, or several."""
    spelt = _WORD.sub(_as_spelt, text.casefold())
    wished = [
        language
        for language, names in _NAMES.items()
        for match in re.finditer(rf"\b(?:{names})\b", spelt)
        if not _NOT.search(spelt[: match.start()])
    ]
    return wished[0] if len(set(wished)) == 1 else None


def _as_spelt(word: re.Match[str]) -> str:
    found = extractOne(word[0], _SPELT, scorer=ratio, score_cutoff=_ALIKE)
    return found[0] if found else word[0]
