"""What a message costs to understand, in this process and after the start."""

from __future__ import annotations

from typing import Any

from benchmarks.timing import Row, timed
from benchmarks.world import World
from bot.bootstrap import ROOT
from bot.dialogue.training import MODEL
from bot.nlu.evaluation_input import read_heldout
from bot.nlu.visit_evaluation import read_visits

_HELDOUT = ROOT / "tests" / "nlu"
_WORDS, _REFLECTIONS = 200, 40


def run(world: World) -> list[Row]:
    """Time visits, every held-out message, and reflections of 200 words."""
    from bot.nlu.parser import Parser  # Rasa takes seconds to import

    parser = Parser(ROOT / MODEL)
    visits = [each.text for each in read_visits(_HELDOUT / "visit_time_heldout.yml")]
    messages = [each.text for each in read_heldout(_HELDOUT)]
    words = " ".join(messages).split()
    begins = range(0, _REFLECTIONS * _WORDS, _WORDS)
    reflections = [" ".join(words[begin : begin + _WORDS]) for begin in begins]

    def row(name: str, texts: list[str], limit: float, held_by: str) -> Row:
        def parse(number: int) -> dict[str, Any]:
            return parser.parse(texts[number % len(texts)], world.at)

        return timed(name, parse, len(texts), limit=limit, held_by=held_by)

    return [
        row("understand when a visit is", visits, 5.0, "p95"),
        row("understand a message", messages, 15.0, "p50"),
        row("understand any message", messages, 40.0, "p99"),
        row("understand a reflection of 200 words", reflections, 50.0, "p95"),
    ]
