"""Names that no example holds: «flytt Huseby» means what «flytt Solvik» does.

A model learns what is done with a school from examples that name a few; to it any other name is
a word like any unknown one. Put in place of it, one that it knows leaves the rest to be read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from bot.nlu.folding import fold

KNOWN_NAME = "Solvik"
"""The school that most examples of `data/nlu` name."""
_NAME = re.compile(r"(?<![\w/.@-])[A-ZÆØÅ][a-zæøåéü]{2,13}(?![\w@])")
_MISSPELT = 82
"""Letters in a hundred that a word shares with a known one which it is meant to be."""


def with_known_names(text: str, known: frozenset[str]) -> str:
    """Put `KNOWN_NAME` in place of each name in `text`; `known` are the folded words of examples.

    A name is a word that begins with a capital letter, is not known, and is not a known one
    misspelt. What begins a sentence is seen in the same way: hardly any word there is unknown.
    """
    return _NAME.sub(lambda word: KNOWN_NAME if _is_name(word[0], known) else word[0], text)


@lru_cache(maxsize=1000)  # an institution has some dozens of schools
def _is_name(word: str, known: frozenset[str]) -> bool:
    folded = fold(word)
    if folded in known:
        return False
    return extractOne(folded, known, scorer=ratio, score_cutoff=_MISSPELT) is None
