"""Which examples the sense is learned from: to encode one takes a hundredth of a second."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

MOST_OF_A_LABEL = 60
"""Commands have twice as many, most of them for their words."""
_ALL = frozenset({"out_of_scope"})
"""What can be anything is known by its nearest example."""

Labelled = tuple[str, str]
"""A text and its label."""


def learned_by_sense(examples: Iterable[Labelled]) -> list[Labelled]:
    """Choose the examples that the sense is learned from, the same whatever their order."""
    of_label = defaultdict[str, list[Labelled]](list)
    for each in examples:
        of_label[each[1]].append(each)
    return [
        each
        for label, told in sorted(of_label.items())
        for each in (told if label in _ALL else sorted(told, key=_draw)[:MOST_OF_A_LABEL])
    ]


def _draw(example: Labelled) -> bytes:
    return hashlib.blake2b(example[0].encode("utf-8"), digest_size=8).digest()
