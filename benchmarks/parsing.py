"""What a message costs to understand, in this process and after the start."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from benchmarks.timing import Row, timed
from benchmarks.world import World
from bot.bootstrap import ROOT
from bot.dialogue.training import MODEL
from bot.nlu.evaluation_input import read_heldout
from bot.nlu.visit_evaluation import read_visits

_HELDOUT = ROOT / "tests" / "nlu"
_WORDS = 200


def run(world: World) -> list[Row]:
    """Time visits, every held-out message, and reflections of 200 words."""
    from bot.nlu.parser import Parser  # Rasa takes seconds to import

    parser = Parser(ROOT / MODEL)
    visits = [each.text for each in read_visits(_HELDOUT / "visit_time_heldout.yml")]
    messages = [each.text for each in read_heldout(_HELDOUT)]
    told = " ".join(messages).split()
    reflections = [" ".join(told[at : at + _WORDS]) for at in range(0, 40 * _WORDS, _WORDS)]

    def row(name: str, texts: list[str], limit: float) -> Row:
        def parse(number: int) -> dict[str, Any]:
            return parser.parse(texts[number % len(texts)], world.at)

        return replace(timed(name, parse, len(texts)), limit=limit)

    return [
        row("understand when a visit is", visits, 5.0),
        row("understand a message", messages, 40.0),
        row("understand a reflection of 200 words", reflections, 50.0),
    ]
