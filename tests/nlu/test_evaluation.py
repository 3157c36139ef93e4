"""An evaluation counts what it says it counts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue import training
from bot.nlu.evaluation import Meant, Understood, evaluate
from bot.nlu.evaluation_input import (
    BadEvaluationLine,
    BadHeldoutFile,
    read_heldout,
    read_known_failures,
    read_lines,
    write_known_failures,
)
from bot.nlu.evaluation_report import as_markdown
from tests.conftest import ROOT


def seen(
    label: str, decision: str, *topics: str, intent: str = "faq", sure: float = 0.5, **more: Any
) -> Understood:
    record = {
        "decision": decision,
        "intent": intent,
        "topic": topics[0] if intent == "faq" and topics else None,
        "alternatives": topics[1:] if intent == "faq" else topics,
        "confidence": sure,
        "language": "nb",
    }
    return Understood.of(Meant("…", label, "nb_chat", **more), record, 2.0)


UNDERSTOOD = [
    seen("faq/a", "answer", "a", "b", sure=0.9),
    seen("faq/a", "answer", "b", "a", sure=0.8),
    seen("faq/a", "answer", "b", also=("faq/b",), sure=0.7),
    seen("faq/b", "clarify", "c", "d", "b", sure=0.2),
    seen("faq/b", "unknown", "c", intent="out_of_scope", sure=0.1),
    seen("help", "command", intent="help"),
    seen("stop", "command", intent="help"),
    seen("help", "clarify", intent="help"),
    seen("out_of_scope", "unknown", "a", intent="out_of_scope"),
    seen("out_of_scope", "clarify", "a"),
    seen("out_of_scope", "answer", "a"),
    seen("out_of_scope", "command", intent="help"),
]


def shares(figures: dict[str, Any]) -> dict[str, float]:
    return {name: each["share"] for name, each in figures.items() if name != "messages"}


def test_each_share_is_of_its_own_messages() -> None:
    figures = evaluate(UNDERSTOOD)
    assert figures["questions"]["messages"] == 5
    assert shares(figures["questions"]) == {
        "first": 0.4,
        "first_three": 0.8,
        "answered_right": 0.4,
        "answered_wrong": 0.2,
        "asked_back": 0.2,
        "asked_back_with_it": 0.2,
        "refused": 0.2,
    }
    assert shares(figures["commands"]) == {
        "first": 0.6667,
        "done": 0.3333,
        "done_wrong": 0.3333,
        "asked_back": 0.3333,
    }
    assert shares(figures["out_of_scope"]) == {
        "refused": 0.25,
        "asked_back": 0.25,
        "taken_for_ours": 0.5,
    }
    assert set(figures["questions_by_topic"]) == {"faq/a", "faq/b"}
    assert figures["milliseconds"] == {"p50": 2.0, "p95": 2.0, "p99": 2.0}


def test_what_was_understood_as_something_else_is_a_failure() -> None:
    told = [(each["meant"], each["taken_for"]) for each in evaluate(UNDERSTOOD)["failures"]]
    assert told == [
        ("faq/a", "faq/b"),
        ("faq/b", "faq/c"),
        ("faq/b", "out_of_scope"),
        ("stop", "help"),
        ("out_of_scope", "faq/a"),
        ("out_of_scope", "help"),
    ]


def test_known_failures_are_read_as_they_were_written(tmp_path: Path) -> None:
    failures = evaluate(UNDERSTOOD)["failures"]
    path = tmp_path / "known_failures.yml"
    for count in (len(failures), 0):
        write_known_failures(path, failures[:count])
        told = {(each["text"], each["meant"]) for each in failures[:count]}
        assert read_known_failures(path) == told


def test_a_language_is_measured_where_the_style_tells_it() -> None:
    def said(text: str, style: str, language: str) -> Understood:
        meant = Meant(text, "help", style)
        return Understood(meant, "command", "help", (), 1.0, language, 2.0)

    figures = evaluate(
        [
            said("hva kan du hjelpe med", "nb_chat", "nb"),
            said("kva kan du hjelpe med", "nn", "nb"),
            said("kva kan du", "nn", "nb"),
            said("ka kan du hjelp mæ me", "dialect", "nn"),
        ]
    )
    assert {form: each["right"]["share"] for form, each in figures["language"].items()} == {
        "nb_chat": 1,
        "nn": 0,
    }


def test_an_interval_surrounds_its_share_and_is_the_same_each_time() -> None:
    share = evaluate(UNDERSTOOD)["questions"]["first"]
    assert share["low"] < share["share"] < share["high"]
    assert evaluate(UNDERSTOOD) == evaluate(UNDERSTOOD)


def test_the_pairs_that_are_mixed_up_most_come_first() -> None:
    pairs = evaluate(UNDERSTOOD)["worst_pairs"]
    assert pairs == [
        {"meant": "faq/b", "taken_for": "faq/c", "times": 2},
        {"meant": "faq/a", "taken_for": "faq/b", "times": 1},
    ]


def test_the_surest_are_wrong_less_often() -> None:
    curve = evaluate(UNDERSTOOD)["risk_by_coverage"]
    assert curve[0] == {"coverage": 1.0, "wrong": 0.6}
    assert curve[-1]["wrong"] < 0.6


@pytest.mark.parametrize("understood", [UNDERSTOOD, UNDERSTOOD[:1], UNDERSTOOD[5:6], []])
def test_the_report_tells_of_what_there_is(understood: list[Understood]) -> None:
    report = as_markdown(evaluate(understood))
    assert report.startswith("# How messages are understood")
    assert ("## Questions, by style" in report) == any(
        each.meant.label.startswith("faq/") for each in understood
    )


def test_lines_are_read_as_they_are_meant(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(
        '{"text": "x", "topic": "a", "also": ["b"], "style": "nn"}\n\n'
        '{"text": "y", "intent": "help"}\n',
        encoding="utf-8",
    )
    assert read_lines(path) == [
        Meant("x", "faq/a", "nn", ("faq/b",)),
        Meant("y", "help", "unknown"),
    ]


@pytest.mark.parametrize(
    "line", ["no json", "[]", '{"topic": "a"}', '{"text": "x"}', '{"text": 1, "topic": "a"}']
)
def test_a_line_that_is_something_else_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(BadEvaluationLine, match="line 1"):
        read_lines(path)


def test_the_command_measures_a_file_and_keeps_the_report(tmp_path: Path) -> None:
    training.train(ROOT, print, if_needed=True)
    path = tmp_path / "lines.jsonl"
    path.write_text(
        '{"text": "korleis førebur eg eit skulebesøk?", "topic": "prepare_visit"}\n'
        '{"text": "hjelp", "intent": "help"}\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "bot.cli", "evaluate", str(path), "--results", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == (tmp_path / "evaluation.md").read_text(encoding="utf-8")
    figures = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert figures["questions"]["answered_right"]["share"] == 1
    assert figures["commands"]["done"]["share"] == 1


def test_heldout_messages_that_are_missing_are_said(tmp_path: Path) -> None:
    with pytest.raises(BadHeldoutFile):
        read_heldout(tmp_path)
