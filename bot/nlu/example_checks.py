"""What is wrong with the examples that messages are understood by."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from bot.domain_model.intents import (
    CLARIFY,
    OUT_OF_SCOPE,
    TOPIC_INTENT,
    TOPIC_PREFIX,
    UNDERSTOOD_AS,
)
from bot.nlu.data_files import Example
from bot.nlu.evaluation import Meant
from bot.nlu.folding import bare
from bot.nlu.unanswerable import Unanswerable

FEWEST_OF_A_TOPIC, FEWEST_OF_AN_INTENT, FEWEST_OUT_OF_SCOPE = 24, 30, 80
FEWEST_HELD_OUT = 8
EVERY_TOPIC_IN = {"nb_chat", "nb_formal", "nn", "dialect", "typo", "keyword", "en", "indirect"}
_BY_RULE = {"finish_visit", "reopen_visit", "visit_participants", "visit_purpose"}
_GIVEN_BY_US = {TOPIC_INTENT, CLARIFY, "close_next_step", "edit_message", *Unanswerable, *_BY_RULE}
"""Intents without examples: Rasa's for all topics, those of our own rules, and those of buttons
and edited messages."""
_NEVER_SAID_ALONE = {"inform"}
"""What only means something in a form: nothing to test outside of one."""
_LONGEST = 400
_ALIKE = 98
"""Letters in a hundred that a held-out message may at most share with an example …"""
_LONG_ENOUGH = 20
"""… if it has this many; shorter ones must only not be the same."""


def check_examples(
    examples: Sequence[Example], heldout: Sequence[Meant], intents: Collection[str]
) -> Iterator[str]:
    """Say what is wrong, one sentence each."""
    yield from _texts(examples)
    yield from _doubles(examples)
    yield from _counts(examples)
    yield from _styles([(each.label, each.style) for each in examples], "trained")
    yield from _styles([(each.label, each.style) for each in heldout], "held out")
    yield from _names(examples, heldout, intents)
    yield from _tested_and_trained(examples, heldout)


def _texts(examples: Sequence[Example]) -> Iterator[str]:
    for each in examples:
        if not each.text.strip() or each.text != each.text.strip():
            yield f"{each.file}: «{each.text}» is empty, or begins or ends with a space"
        if len(each.text) > _LONGEST:
            yield f"{each.file}: «{each.text[:40]}…» is longer than {_LONGEST} characters"
        if not unicodedata.is_normalized("NFC", each.text):
            yield f"{each.file}: «{each.text}» is not NFC (letters such as å as one sign)"


def _doubles(examples: Sequence[Example]) -> Iterator[str]:
    seen: dict[str, Example] = {}
    for each in examples:
        # A sign such as 👍 folds to nothing.
        first = seen.setdefault(bare(each.text) or each.text, each)
        if first is not each:
            yield f"{each.file}: «{each.text}» is in {first.file} already, for {first.label}"


def _counts(examples: Sequence[Example]) -> Iterator[str]:
    for label, number in sorted(Counter(each.label for each in examples).items()):
        fewest = FEWEST_OF_A_TOPIC if label.startswith(TOPIC_PREFIX) else FEWEST_OF_AN_INTENT
        fewest = FEWEST_OUT_OF_SCOPE if label == OUT_OF_SCOPE else fewest
        if number < fewest:
            yield f"{label} has {number} examples and needs {fewest}"


def _styles(found: Sequence[tuple[str, str]], kind: str) -> Iterator[str]:
    styles: dict[str, set[str]] = defaultdict(set)
    for label, style in found:
        if label.startswith(TOPIC_PREFIX):
            styles[label].add(style)
    for label, there in sorted(styles.items()):
        if missing := EVERY_TOPIC_IN - there:
            yield f"{label} has no {kind} message in {', '.join(sorted(missing))}"


def _names(
    examples: Sequence[Example], heldout: Sequence[Meant], intents: Collection[str]
) -> Iterator[str]:
    trained = {each.label for each in examples}
    plain = {label for label in trained if not label.startswith(TOPIC_PREFIX)}
    for intent in sorted(plain ^ (set(intents) - _GIVEN_BY_US)):
        yield f"{intent} is in data/nlu or in domain.yml, and not in both"
    tested = Counter(each.label for each in heldout)
    meant = {UNDERSTOOD_AS.get(label, label) for label in trained - _NEVER_SAID_ALONE}
    for label in sorted(meant ^ set(tested)):
        yield f"{label} is trained or held out, and not both"
    for label, number in sorted(tested.items()):
        if label.startswith(TOPIC_PREFIX) and number < FEWEST_HELD_OUT:
            yield f"{label} has {number} held-out questions and needs {FEWEST_HELD_OUT}"


def _tested_and_trained(examples: Sequence[Example], heldout: Sequence[Meant]) -> Iterator[str]:
    if not examples or not heldout:
        return
    tested = [bare(each.text) for each in heldout]
    likeness = cdist(
        tested, [bare(each.text) for each in examples], scorer=ratio, dtype=np.uint8,
        score_cutoff=_ALIKE,
    )  # fmt: skip
    for row, column in zip(*np.nonzero(likeness), strict=True):
        exactly = likeness[row, column] == 100 and tested[row]
        if exactly or len(tested[row]) >= _LONG_ENOUGH:
            same = examples[column]
            yield f"{same.file}: «{same.text}» is held out («{heldout[row].text}»)"
