"""The sense learns from examples that differ, the same ones whatever their order."""

from __future__ import annotations

import random
from collections import Counter

from bot.nlu.sense_examples import (
    MOST_OF_A_COMMAND,
    MOST_OF_A_TOPIC,
    MOST_OF_WHAT_IS_FOREIGN,
    learned_by_sense,
    varied,
)


def test_so_many_of_each_label_are_chosen_whatever_their_order() -> None:
    most = {
        "move_visit": MOST_OF_A_COMMAND,
        "faq/roles": MOST_OF_A_TOPIC,
        "out_of_scope": MOST_OF_WHAT_IS_FOREIGN,
    }
    many = [(f"{label} {n}", label) for label, count in most.items() for n in range(2 * count)]
    few = [("hei", "greet"), ("hallo", "greet")]
    examples = [*many, *few]
    chosen = learned_by_sense(examples)
    assert Counter(label for _, label in chosen) == most | {"greet": len(few)}
    assert {*few} <= {*chosen} <= {*examples}
    shuffled = random.Random(1).sample(examples, len(examples))
    assert {*learned_by_sense(shuffled)} == {*chosen}


def test_what_is_nearly_the_same_is_chosen_last() -> None:
    same = ["når begynner møtet?", "Når begynner møtet", "naar begynner moetet?"]
    others = ["flytt besøket på Solvik", "hvem betaler for reisen"]
    chosen = varied([*same, *others], 3)
    assert {*others} < {*chosen}


def test_a_few_are_all_chosen_once() -> None:
    assert sorted(varied(["ja", "nei", "ja"], 2)) == ["ja", "nei"]
