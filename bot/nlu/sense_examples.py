"""Which examples the sense is learned from: to encode one takes a hundredth of a second."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from bot.domain_model.intents import OUT_OF_SCOPE, TOPIC_PREFIX

MOST_OF_A_TOPIC = 36
MOST_OF_A_COMMAND = 60
"""Commands have twice as many and more, most of them for their words."""
MOST_OF_WHAT_IS_FOREIGN = 300
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
        for each in sorted(told, key=_draw)[: _most(label)]
    ]


def _most(label: str) -> int:
    if label == OUT_OF_SCOPE:
        return MOST_OF_WHAT_IS_FOREIGN
    return MOST_OF_A_TOPIC if label.startswith(TOPIC_PREFIX) else MOST_OF_A_COMMAND


def _draw(example: Labelled) -> bytes:
    return hashlib.blake2b(example[0].encode("utf-8"), digest_size=8).digest()
