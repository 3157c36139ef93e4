"""One spelling for the many ways in which people type Norwegian on a phone."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {"æ": "e", "ä": "e", "ø": "o", "ö": "o", "å": "a"}
_PAIRS = {"ae": "e", "oe": "o", "aa": "a"}
_FOLD = re.compile("|".join((*_PAIRS, *_LETTERS)))
_STRETCHED = re.compile(r"(\w)\1{2,}")
_NOT_WORD = re.compile(r"[^\w?]+")


def fold(text: str) -> str:
    """Give what spellings of the same words share.

    Case, accents, punctuation other than question marks, stretched letters («jaaaa») and the three
    ways to write æ, ø and å («lærer», «laerer», «lerer») make no difference afterwards. The result
    is for comparing and counting, never for showing.
    """
    lowered = unicodedata.normalize("NFC", text).casefold()
    lowered = _STRETCHED.sub(r"\1\1", lowered)
    folded = _FOLD.sub(lambda match: _PAIRS.get(match[0]) or _LETTERS[match[0]], lowered)
    bare = "".join(
        sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign)
    )
    return _NOT_WORD.sub(" ", bare.replace("?", " ? ")).strip()


def bare(text: str) -> str:
    """Give the folded words alone: a question mark makes no other message."""
    return fold(text).replace("?", "").strip()
