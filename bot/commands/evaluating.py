"""Measure how well messages are understood."""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.bootstrap import ROOT
from bot.commands.parsing import NotTrained
from bot.dialogue.training import MODEL
from bot.knowledge import load_knowledge
from bot.swift_start import swift_start

if TYPE_CHECKING:
    from bot.nlu.evaluation import Meant
    from bot.nlu.parser import Parser

_HELDOUT = ROOT / "tests" / "nlu"
_SAMPLES = ROOT / "tests" / "domain_model"
_LIBRARY = ROOT / "tests" / "services" / "library"
_NOTES = ("theme_samples.yml", "privacy_samples.yml")


@click.command()
@click.argument(
    "path",
    metavar="[FILE.jsonl]",
    required=False,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--results",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "results",
    help="Where evaluation.json and evaluation.md go; results/, if not given.",
)
@click.option(
    "--accept",
    is_flag=True,
    help="Keep what is misunderstood now as the known failures of tests/nlu.",
)
def evaluate(path: Path | None, results: Path, *, accept: bool) -> None:
    """Measure on FILE.jsonl, or on the held-out messages of tests/nlu, and print a report.

    A line of the file is {"text", "topic", "also", "style"} or {"text", "intent"}; also and style
    may be left out.
    """
    if not (ROOT / MODEL).is_file():
        raise NotTrained
    if accept and path:
        raise click.UsageError("--accept is for the held-out messages, not for a file.")
    from bot.nlu.evaluation_input import read_heldout, read_lines, write_known_failures
    from bot.nlu.evaluation_report import as_markdown

    meant = read_lines(path) if path else read_heldout(_HELDOUT)
    logging.disable(logging.WARNING)
    with swift_start():
        from bot.nlu.parser import Parser

        parser = Parser(ROOT / MODEL)
    figures = _measured(parser, meant)
    report = as_markdown(figures)
    if path is None:
        others, told = _of_the_rest(parser)
        figures |= others
        report = "\n".join((report, told))
    if accept:
        write_known_failures(_HELDOUT / "known_failures.yml", figures["failures"])
    _keep(results, figures, report)
    click.echo(report, nl=False)


def _of_the_rest(parser: Parser) -> tuple[dict[str, Any], str]:
    """Measure visits, notes, follow-ups and search, and say it."""
    from bot.commands.measuring_search import measure_search, search_as_markdown
    from bot.nlu.note_evaluation import evaluate_notes, notes_as_markdown
    from bot.nlu.visit_evaluation import visits_as_markdown

    visits, notes = _visits(parser), evaluate_notes(*(_SAMPLES / name for name in _NOTES))
    follow_ups, leaning = _follow_ups(parser)
    search = measure_search(_LIBRARY)
    figures = {"visits": visits, "reflections": notes, "follow_ups": follow_ups, "search": search}
    told = (visits_as_markdown(visits), notes_as_markdown(notes), leaning)
    return figures, "\n".join((*told, search_as_markdown(search)))


def _measured(parser: Parser, meant: list[Meant]) -> dict[str, Any]:
    from bot.nlu.evaluation import Understood
    from bot.nlu.evaluation import evaluate as measure

    understood = []
    for each in meant:
        record, milliseconds = _timed(parser, each.text, datetime.now(UTC))
        understood.append(Understood.of(each, record, milliseconds))
    return measure(understood)


def _keep(results: Path, figures: dict[str, Any], report: str) -> None:
    results.mkdir(parents=True, exist_ok=True)
    data = json.dumps(figures, indent=2, ensure_ascii=False)
    (results / "evaluation.json").write_text(data + "\n", encoding="utf-8")
    (results / "evaluation.md").write_text(report, encoding="utf-8")


def _visits(parser: Parser) -> dict[str, Any]:
    """Measure when visits are, and what it takes to read them."""
    from bot.nlu.visit_evaluation import evaluate_visits, read_visits

    meant = read_visits(_HELDOUT / "visit_time_heldout.yml")
    read = [(each, *_timed(parser, each.text, each.said)) for each in meant]
    return evaluate_visits(read)


def _follow_ups(parser: Parser) -> tuple[dict[str, Any], str]:
    """Measure what short messages mean after an answer, and say it."""
    from bot.dialogue.follow_up_evaluation import (
        evaluate_follow_ups,
        follow_ups_as_markdown,
    )
    from bot.nlu.follow_up_pairs import read_pairs

    pairs = read_pairs(_HELDOUT / "follow_ups.yml")
    knowledge = load_knowledge(ROOT / "data" / "knowledge")
    figures = parser.wait_for(evaluate_follow_ups(parser.agent, knowledge, pairs))
    return figures, follow_ups_as_markdown(figures)


def _timed(parser: Parser, text: str, at: datetime) -> tuple[dict[str, Any], float]:
    begun = time.perf_counter()
    record = parser.parse(text, at)
    return record, 1000 * (time.perf_counter() - begun)
