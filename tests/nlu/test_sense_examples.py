"""The sense learns from some examples of each label, the same ones whatever their order."""

from __future__ import annotations

import random

from bot.nlu.sense_examples import MOST_OF_A_LABEL, learned_by_sense


def test_so_many_of_each_label_are_chosen_whatever_their_order() -> None:
    many = [(f"flytt besøk {number}", "move_visit") for number in range(3 * MOST_OF_A_LABEL)]
    few = [("hei", "greet"), ("hallo", "greet")]
    foreign = [(f"noe annet {number}", "out_of_scope") for number in range(2 * MOST_OF_A_LABEL)]
    examples = [*many, *few, *foreign]
    chosen = learned_by_sense(examples)
    assert len(chosen) == MOST_OF_A_LABEL + len(few) + len(foreign)
    assert {*few, *foreign} <= {*chosen} <= {*examples}
    shuffled = random.Random(1).sample(examples, len(examples))
    assert {*learned_by_sense(shuffled)} == {*chosen}
