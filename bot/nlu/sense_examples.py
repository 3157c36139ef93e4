"""Which examples the sense is learned from: to encode one takes a hundredth of a second."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache

import numpy as np

from bot.domain_model.intents import OUT_OF_SCOPE, TOPIC_PREFIX
from bot.nlu.folding import fold
from bot.nlu.vocabulary import Kind, Vocabulary

MOST_OF_A_TOPIC = 20
MOST_OF_A_COMMAND = 44
"""Commands have many times as many, most of them for their words."""
MOST_OF_WHAT_IS_FOREIGN = 200
"""What can be anything is known by its nearest example."""

_PIECES = (2, 4)

Labelled = tuple[str, str]
"""A text and its label."""


def learned_by_sense(examples: Iterable[Labelled]) -> list[Labelled]:
    """Choose the examples that the sense is learned from, the same whatever their order.

    Of each label those that are least like each other: what is nearly the same tells the sense
    nothing new, and the words learn from all.
    """
    return list(_learned_by_sense(frozenset(examples)))


@lru_cache(maxsize=1)  # a training asks three times
def _learned_by_sense(examples: frozenset[Labelled]) -> tuple[Labelled, ...]:
    of_label = defaultdict[str, list[str]](list)
    for text, label in examples:
        of_label[label].append(text)
    return tuple(
        (text, label)
        for label, told in sorted(of_label.items())
        for text in varied(told, _most(label))
    )


def varied(texts: Collection[str], most: int) -> list[str]:
    """Choose texts that differ, the same whatever their order; a few are all chosen.

    One is drawn, and again and again follows the one least like all that are chosen. Alike are
    texts that share pieces of words. To take the farthest first is at most twice as far
    from all texts as the best choice is (T. F. Gonzalez, «Clustering to minimize the maximum
    intercluster distance», 1985).
    """
    drawn = sorted(set(texts), key=_draw)
    if len(drawn) <= most:
        return drawn
    _, pieces = Vocabulary.learn(Kind.PIECES, _PIECES, [fold(text) for text in drawn])
    likeness = (pieces @ pieces.T).toarray()
    chosen, nearest = [0], likeness[0]
    while len(chosen) < most:
        nearest[chosen[-1]] = np.inf
        chosen.append(int(nearest.argmin()))
        nearest = np.maximum(nearest, likeness[chosen[-1]])
    return [drawn[number] for number in chosen]


def _most(label: str) -> int:
    if label == OUT_OF_SCOPE:
        return MOST_OF_WHAT_IS_FOREIGN
    return MOST_OF_A_TOPIC if label.startswith(TOPIC_PREFIX) else MOST_OF_A_COMMAND


def _draw(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest()
