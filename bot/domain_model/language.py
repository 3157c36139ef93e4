"""Which written form a short message is in: bokmål, nynorsk or English.

Every word votes, by a list or by how it begins or ends. What bokmål and nynorsk share votes for
"Norwegian, either form", so that English is told apart first and the form afterwards. Dialect
votes for the written form that it is nearest to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from bot.domain_model import language_words as words


class Language(StrEnum):
    """A form that Refleks answers in."""

    NB = "nb"
    NN = "nn"
    EN = "en"


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """The form of a message; `certain` is false when its words leave it open."""

    language: Language
    certain: bool


class _Votes(NamedTuple):
    nb: float = 0
    nn: float = 0
    en: float = 0
    norwegian: float = 0


_NONE = _Votes()
_BY_LIST = 1.2
_LETTERS = _Votes(norwegian=0.7)
_WORD = re.compile(r"[a-zæøåéèêóòôäö]+(?:['’][a-z]+)?", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n])[\s«\"–-]*$")
_SAME_WORD = re.compile(r"\W*no\W*", re.IGNORECASE)
"""An answer that is a word of its own in English and in nynorsk."""
_CLEAR = 0.6
"""Votes by which a form must lead before it is called certain: one good word, or two weak ones."""

_TWO_WORDS = 1.2
"""Votes by which a message is Norwegian after English ones, whichever form it is in: one word may
be a name."""


def guess_language(text: str, default: Language = Language.NB) -> LanguageGuess:
    """Tell the form of `text`, or an uncertain `default` when its words leave it open.

    A caller that knows how the conversation went so far gives the last form as the default.
    """
    if default is Language.EN and _SAME_WORD.fullmatch(text):
        return LanguageGuess(default, certain=False)
    total = _count(text)
    norwegian = total.norwegian + total.nb + total.nn
    if total.en > norwegian:
        return LanguageGuess(Language.EN, total.en - norwegian >= _CLEAR)
    if total.en == norwegian:
        return LanguageGuess(default, certain=False)
    lead = total.nb - total.nn
    if default is Language.EN and abs(lead) < _CLEAR and norwegian - total.en < _TWO_WORDS:
        return LanguageGuess(default, certain=False)
    if lead == 0:
        form = Language.NB if default is Language.EN else default
        return LanguageGuess(form, certain=False)
    return LanguageGuess(Language.NB if lead > 0 else Language.NN, abs(lead) >= _CLEAR)


def identify_language(text: str, default: Language = Language.NB) -> Language:
    """Tell the form of `text`; a form that only weakly shows does not replace the default."""
    guess = guess_language(text, default)
    if guess.certain or default is Language.EN:
        return guess.language
    return default if guess.language is not Language.EN else guess.language


def _count(text: str) -> _Votes:
    totals = [0.0, 0.0, 0.0, 0.0]
    for match in _WORD.finditer(text):
        word = match.group()
        start = match.start()
        if word[0].isupper() and _SENTENCE_START.search(text, max(0, start - 4), start):
            word = word[0].lower() + word[1:]
        for index, vote in enumerate(_votes_of(word)):
            totals[index] += vote
    return _Votes(*(round(total, 3) for total in totals))


@lru_cache(maxsize=4096)
def _votes_of(spelling: str) -> _Votes:
    """Count one word; a capitalised word may be a name, so that only the lists judge it."""
    word = spelling.lower()
    listed = _listed().get(word)
    if listed is not None:
        return listed
    if spelling[0].isupper() and not spelling.isupper():
        return _NONE
    found = _LETTERS if re.search("[æøå]", word) else _NONE
    for pattern, votes in _shapes():
        if pattern.fullmatch(word):
            found = _Votes(*map(max, found, votes))
    return found


@lru_cache(maxsize=1)
def _listed() -> dict[str, _Votes]:
    table: dict[str, _Votes] = dict.fromkeys(words.PLAIN.split(), _NONE)
    lists = (
        (words.SHARED, _LETTERS),
        (words.NB_SURE, _Votes(nb=2.0)),
        (words.NN_SURE, _Votes(nn=2.0)),
        (words.NB, _Votes(nb=_BY_LIST)),
        (words.NB_DIALECT, _Votes(nb=_BY_LIST)),
        (words.NB_WEAK, _Votes(nb=0.5)),
        (words.NN_WEAK, _Votes(nn=0.5)),
        (words.NN, _Votes(nn=_BY_LIST)),
        (words.NN_DIALECT, _Votes(nn=0.7)),
        (words.EN, _Votes(en=_BY_LIST)),
    )
    for listing, votes in lists:
        for word in listing.split():
            table[word] = _Votes(*map(max, table.get(word, _NONE), votes))
    for word in words.ENGLISH_OR_NORWEGIAN.split():
        old = table.get(word, _NONE)
        table[word] = _Votes(old.nb, old.nn, 0.4, 0.4 if not old.nb + old.nn else 0)
    return table


@lru_cache(maxsize=1)
def _shapes() -> list[tuple[re.Pattern[str], _Votes]]:
    kinds = (
        (words.NB_SHAPES, "nb"),
        (words.NN_SHAPES, "nn"),
        (words.EN_SHAPES, "en"),
    )
    return [
        (re.compile(shape), _Votes(**{form: vote}))
        for shapes, form in kinds
        for shape, vote in shapes
    ]
