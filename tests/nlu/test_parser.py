"""A trained model tells how it understands a message, and tells nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

KEYS = [
    "text", "intent", "confidence", "decision", "topic", "alternatives", "language", "school",
    "visit_start", "visit_end", "visit_certain", "themes", "personal_data",
]  # fmt: skip

SCRIPT = """
import json, sys
from datetime import datetime
from pathlib import Path
from bot.nlu.parser import Parser

parser = Parser(Path(sys.argv[1]))
for text in json.loads(sys.argv[2]):
    print(json.dumps(parser.parse(text, datetime.fromisoformat("2026-11-21T12:00+01:00"))))
"""

TEXTS = {
    "question": "korleis førebur eg eit skulebesøk?",
    "command": "besøk på Åsveien skole torsdag kl 9",
    "unsure": "samarbeid",
    "unknown": "hvor mye tjener en rektor",
    "personal": "logg: Solvik skole. Jonas i 9B var urolig.",
    "order": '/faq{"language": "en"}',
    "empty": "",
}


@pytest.fixture(scope="module")
def parsed(trained_model: Path) -> dict[str, dict[str, Any]]:
    """What a process of its own prints for each of the texts."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(trained_model), json.dumps(list(TEXTS.values()))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == len(TEXTS), lines
    return dict(zip(TEXTS, map(json.loads, lines), strict=True))


def test_every_message_has_the_same_keys_in_the_same_order(
    parsed: dict[str, dict[str, Any]],
) -> None:
    assert [list(each) for each in parsed.values()] == [KEYS] * len(TEXTS)
    assert [each["text"] for each in parsed.values()] == list(TEXTS.values())


def test_a_question(parsed: dict[str, dict[str, Any]]) -> None:
    question = parsed["question"]
    assert (question["intent"], question["decision"]) == ("faq", "answer")
    assert question["topic"] == "prepare_visit"
    assert "prepare_visit" not in question["alternatives"]
    assert question["language"] == "nn"
    assert question["confidence"] > 0.5


def test_a_command(parsed: dict[str, dict[str, Any]]) -> None:
    command = parsed["command"]
    assert (command["intent"], command["decision"]) == ("schedule_visit", "command")
    assert (command["topic"], command["school"]) == (None, "Åsveien skole")


def test_a_question_that_is_asked_back(parsed: dict[str, dict[str, Any]]) -> None:
    unsure = parsed["unsure"]
    assert (unsure["intent"], unsure["decision"]) == ("faq", "clarify")
    assert unsure["topic"] not in {None, *unsure["alternatives"]}


def test_what_is_not_known(parsed: dict[str, dict[str, Any]]) -> None:
    unknown = parsed["unknown"]
    assert (unknown["intent"], unknown["decision"]) == ("out_of_scope", "unknown")
    assert unknown["topic"] is None


def test_personal_data_is_pointed_out_in_its_own_words(parsed: dict[str, dict[str, Any]]) -> None:
    assert parsed["personal"]["personal_data"] == [{"text": "Jonas i 9B", "kind": "pupil"}]


def test_an_order_to_rasa_is_only_words(parsed: dict[str, dict[str, Any]]) -> None:
    assert parsed["order"]["confidence"] < 1


def test_nothing_is_understood_as_nothing(parsed: dict[str, dict[str, Any]]) -> None:
    assert parsed["empty"]["decision"] == "unknown"
