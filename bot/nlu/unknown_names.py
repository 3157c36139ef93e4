"""Names, of which examples hold few: «flytt Huseby» means what «flytt Solvik» does.

A model learns what is done with a school from examples that name some; to it any other name is
a word like any unknown one, and theirs are words that tell something. One name in place of all, in
examples and in messages, leaves the rest to be read: no wish depends on which school it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from bot.nlu.folding import fold
from bot.nlu.time_words import MONTH_OF, WEEKDAY_OF

KNOWN_NAME = "Solvik"
"""The school that stands for all."""
_CAPITAL = r"(?<![\w/.@-])(?P<name>[A-ZÆØÅ][a-zæøåéü]{2,13})(?![\w@])"
_NAME = re.compile(rf"(?P<opens>(?:^|[.!?:;]\s|\n)[^\w@]*)?{_CAPITAL}")
_IN_A_SENTENCE = re.compile(rf"(?<=[\wæøå,:] ){_CAPITAL}")
_WORD = re.compile(r"\w+")
_ANYTHING = "out_of_scope"
_MISSPELT = 82
"""Letters in a hundred that a word shares with a known one which it is meant to be."""


def with_known_names(text: str, known: frozenset[str], names: frozenset[str]) -> str:
    """Put `KNOWN_NAME` in place of each name in `text`.

    `known` are the folded words of examples, and `names` the folded names that were taken out of
    them. Besides these a name is a word that begins with a capital letter and is not known; what
    begins a sentence must not be a known word misspelt either.
    """
    return _NAME.sub(lambda found: _named(found, known, names), text)


def names_in(texts: Sequence[str], labels: Sequence[str]) -> frozenset[str]:
    """Give the folded names that examples hold.

    A name is a word that is written with a capital letter within a sentence, in a text of a label
    that `KNOWN_NAME` is in as well: one that is about schools. It is none if texts of other labels
    have the same word in small letters.
    """
    told = list(zip(texts, labels, strict=True))
    about_schools = {label for text, label in told if KNOWN_NAME in text} - {_ANYTHING}
    elsewhere = {
        fold(word)
        for text, label in told
        if label not in about_schools
        for word in _WORD.findall(text)
        if word[0].islower()
    }
    capital = {
        fold(found["name"])
        for text, label in told
        if label in about_schools
        for found in _IN_A_SENTENCE.finditer(text)
    }
    return frozenset(capital - elsewhere - {fold(word) for word in (*WEEKDAY_OF, *MONTH_OF)})


def with_one_name(text: str, names: frozenset[str]) -> str:
    """Put `KNOWN_NAME` in place of each of `names` in an example, however they are written."""
    return _WORD.sub(lambda word: KNOWN_NAME if fold(word[0]) in names else word[0], text)


def _named(found: re.Match[str], known: frozenset[str], names: frozenset[str]) -> str:
    word = found["name"]
    opens = found["opens"]
    if fold(word) in names or _is_unknown(word, known, exactly=opens is None):
        return f"{opens or ''}{KNOWN_NAME}"
    return found[0]


@lru_cache(maxsize=1000)  # an institution has some dozens of schools
def _is_unknown(word: str, known: frozenset[str], *, exactly: bool) -> bool:
    folded = fold(word)
    if exactly or folded in known:
        return folded not in known
    alike = _by_initial(known).get(folded[0], ())
    return extractOne(folded, alike, scorer=ratio, score_cutoff=_MISSPELT) is None


@lru_cache(maxsize=2)
def _by_initial(known: frozenset[str]) -> dict[str, list[str]]:
    """Sort words by their first letter, which hardly anybody misspells: «Lade» is not «glade»."""
    words: dict[str, list[str]] = {}
    for word in sorted(known):
        words.setdefault(word[0], []).append(word)
    return words
