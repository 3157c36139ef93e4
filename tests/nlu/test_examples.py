"""The examples are enough, differ, and are not what the assistant is tested on."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.nlu.folding import fold
from tests.support.corpus import heldout_examples, training_examples

LEAST_EXAMPLES = 30
LEAST_OUT_OF_SCOPE = 80
LEAST_HELDOUT = 8
EVERY_TOPIC_IN = {"nb_chat", "nb_formal", "nn", "dialect", "typo", "keyword", "en", "indirect"}


def test_no_heldout_message_is_trained_on() -> None:
    trained = {fold(example.text) for example in training_examples()}
    assert [example for example in heldout_examples() if fold(example.text) in trained] == []


def test_no_example_is_there_twice() -> None:
    counted = Counter(fold(example.text) for example in training_examples())
    assert [text for text, times in counted.items() if times > 1] == []


def test_every_label_has_enough_examples() -> None:
    counted = Counter(example.label for example in training_examples())
    few = {label: number for label, number in counted.items() if number < LEAST_EXAMPLES}
    assert few == {}
    assert counted["out_of_scope"] >= LEAST_OUT_OF_SCOPE


@pytest.mark.parametrize("kind", ["trained", "heldout"])
def test_every_topic_is_asked_about_in_every_style(kind: str) -> None:
    examples = training_examples() if kind == "trained" else heldout_examples()
    styles: dict[str, set[str]] = {}
    for example in examples:
        styles.setdefault(example.label, set()).add(example.style)
    topics = {label: found for label, found in styles.items() if label.startswith("faq/")}
    assert len(topics) == 115
    assert {
        t: EVERY_TOPIC_IN - found for t, found in topics.items() if EVERY_TOPIC_IN - found
    } == {}


def test_what_is_trained_is_tested_and_the_other_way_round() -> None:
    trained = {example.label for example in training_examples()} - {"inform"}
    assert trained == {example.label for example in heldout_examples()}


def test_every_topic_has_enough_heldout_questions() -> None:
    counted = Counter(example.label for example in heldout_examples())
    few = {t: n for t, n in counted.items() if t.startswith("faq/") and n < LEAST_HELDOUT}
    assert few == {}
