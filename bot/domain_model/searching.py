"""Searching by words: what is searched for, how well a text fits, and which part of it to show.

A word of the query fits every word that begins with its stem, in either written form of
Norwegian: «skolens» fits «skole», «skolen», «skuleleiar». It is meant for short queries and short
texts, where a reader forgives a word too many sooner than one that is not found.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain_model import searching_words as words

MAX_QUERY_WORDS = 20
EXTRACT_LENGTH = 240

_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][»\"')]))\s+(?=[A-ZÆØÅÄÖ«\"(–•])|\s*\n\s*")
"""After a full stop that another sentence follows: not after the one in «1. januar»."""
_SATURATION = 1.2
_LENGTH_COUNTS = 0.6
_USUAL_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: each word with the beginnings of words that it fits."""

    stems: tuple[tuple[str, ...], ...]

    @property
    def beginnings(self) -> tuple[str, ...]:
        """Every beginning of a word that is of interest."""
        return tuple(dict.fromkeys(each for stems in self.stems for each in stems))


def wanted(message: str) -> str:
    """Give what a message asks to search for: «søk etter forankring» wants «forankring».

    Empty when it only asks to search; the whole message when it asks in no way that is known.
    """
    asked = words.ASKS.match(message.strip())
    return message.strip()[asked.end() :].strip(' \t\n:?.!«»"') if asked else message.strip()


def asks_to_search(message: str) -> bool:
    """Tell whether a message plainly asks to search, and is not about applying for something."""
    return bool(words.PLAINLY_ASKS.match(message.strip()))


def words_of(text: str) -> list[str]:
    """List the words of `text`, in small letters."""
    return _WORD.findall(text.casefold())


def read_query(text: str) -> Query:
    """Read what somebody searches for; words that say nothing are left out, if others are left."""
    told = list(dict.fromkeys(words_of(text)))
    telling = [word for word in told if word not in words.TELL_NOTHING] or told
    return Query(tuple(_stems(word) for word in telling[:MAX_QUERY_WORDS]))


def _stems(word: str) -> tuple[str, ...]:
    stem = _stem(word)
    variants = [stem]
    for ours, theirs in words.WRITTEN_TWO_WAYS:
        for one, other in ((ours, theirs), (theirs, ours)):
            if stem.startswith(one):
                variants.append(stem.replace(one, other, 1))
    return tuple(dict.fromkeys(variants))


def _stem(word: str) -> str:
    for ending, rest in words.ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= rest:
            return word[: -len(ending)]
    return word


class Rarity:
    """How much each word tells: the fewer texts it stands in, the more."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        """Count in how many of `texts`, each given by its words, a word stands."""
        self._count: Counter[str] = Counter()
        self._texts = 0
        for each in texts:
            self._texts += 1
            self._count.update(set(each))

    def of(self, stems: Sequence[str]) -> float:
        """Tell how much a word with these stems tells; one that is nowhere tells most."""
        most = max(
            (count for word, count in self._count.items() if word.startswith(tuple(stems))),
            default=0,
        )
        return math.log(1 + (self._texts + 1) / (most + 1))


def weights(query: Query, rarity: Rarity) -> list[float]:
    """Give each word of a query its share of what the query tells; they make 1 together."""
    told = [rarity.of(stems) for stems in query.stems]
    whole = sum(told)
    return [each / whole for each in told]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a text fits a query."""

    score: float
    """For ranking: from 0 to 1."""
    covered: float
    """The share of what the query tells that stands in the text at all."""


def fit(
    query: Query,
    shares: Sequence[float],
    counts: Mapping[str, int],
    asked: Iterable[str] = frozenset(),
) -> Fit:
    """Tell how well a text with these word `counts` fits, much as BM25 does.

    `asked` are words that people ask for the text with. Such a word counts half as much as one
    that stands in the text: people ask about one thing with words for many.
    """
    length = sum(counts.values())
    slowness = _SATURATION * (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * length / _USUAL_LENGTH)
    score = covered = 0.0
    for stems, share in zip(query.stems, shares, strict=True):
        times = sum(count for word, count in counts.items() if word.startswith(stems))
        if times:
            covered += share
            score += share * times / (times + slowness)
        elif any(word.startswith(stems) for word in asked):
            covered += share / 2
            score += share / 2 / (1 + slowness)
    return Fit(score, covered)


def extract(text: str, query: Query, *, length: int = EXTRACT_LENGTH) -> str:
    """Give the part of `text` that fits a query best, word for word, with «…» where it is cut."""
    sentences = _sentences(text)
    if not sentences:
        return ""
    start = max(range(len(sentences)), key=lambda at: _hits(text, sentences, at, query, length))
    begin, end = sentences[start]
    for _, further in sentences[start + 1 :]:
        if further - begin > length:
            break
        end = further
    shown = _SPACES.sub(" ", text[begin:end]).strip()
    if len(shown) > length:
        return _shortened(shown, query, length)
    before, after = "… " if begin > sentences[0][0] else "", " …" if end < sentences[-1][1] else ""
    return f"{before}{shown}{after}"


def _sentences(text: str) -> list[tuple[int, int]]:
    borders = [(0, 0), *(end.span() for end in _SENTENCE_END.finditer(text)), (len(text),) * 2]
    spans = [(begin, end) for (_, begin), (end, _) in pairwise(borders)]
    return [(begin, end) for begin, end in spans if text[begin:end].strip()]


def _hits(
    text: str, sentences: Sequence[tuple[int, int]], at: int, query: Query, length: int
) -> tuple[int, int]:
    begin = sentences[at][0]
    near = words_of(text[begin : begin + length])
    # Of two that fit as well, the one whose first sentence does, and of those the first.
    first = words_of(text[begin : sentences[at][1]])
    return _found(near, query), _found(first, query)


def _found(said: Sequence[str], query: Query) -> int:
    return sum(any(word.startswith(stems) for word in said) for stems in query.stems)


def _shortened(sentence: str, query: Query, length: int) -> str:
    """Cut a long sentence around the first word that is searched for."""
    hits = (w.start() for w in _WORD.finditer(sentence) if _found(words_of(w[0]), query))
    begin = max(0, min(next(hits, 0) - length // 4, len(sentence) - length))
    if begin:
        begin = sentence.find(" ", begin) + 1
    end = begin + length
    if end < len(sentence):
        space = sentence.rfind(" ", begin, end)
        end = space if space > begin else end
    before, after = "… " if begin else "", " …" if end < len(sentence) else ""
    return f"{before}{sentence[begin:end]}{after}"
