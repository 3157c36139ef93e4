"""Which language a partner asks to be answered in."""

from __future__ import annotations

import re

_NAMES = {
    "nn": r"nynorsk\w*|new norwegian",
    "nb": r"bokmål\w*|bokmal\w*|norsk|norwegian",
    "en": r"engelsk\w*|english",
}
_NOT = re.compile(r"\b(?:ikke|ikkje|itj|not|fra|frå|from|forstår|skjønner|skjønar)\s+$")


def wished_language(text: str) -> str | None:
    """Give the one language that `text` asks for; None when it names none, or several."""
    wished = [
        language
        for language, names in _NAMES.items()
        for match in re.finditer(rf"\b(?:{names})\b", text.casefold())
        if not _NOT.search(text.casefold()[: match.start()])
    ]
    return wished[0] if len(set(wished)) == 1 else None
