"""Show how messages are understood, without a server."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.bootstrap import ROOT
from bot.dialogue.training import MODEL
from bot.domain_model.errors import RefleksError
from bot.settings import load_settings
from bot.swift_start import swift_start


class NothingToParse(RefleksError):
    """Give a TEXT, or a file with --file."""


class BadInputLine(RefleksError):
    """A line of the file is not a JSON object with a text in it."""


class NotTrained(RefleksError):
    """There is no trained model. Run «make train»."""


@click.command()
@click.argument("text", required=False)
@click.option(
    "--file",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='Reads {"text": …} a line, and answers in the same order.',
)
@click.option("--at", help="The time at which it is said, as ISO 8601; now, if not given.")
def parse(text: str | None, path: Path | None, at: str | None) -> None:
    """Show how TEXT is understood, as one JSON object a line."""
    moment = _moment(at, load_settings().zone)
    if (text is None) == (path is None):
        raise NothingToParse
    texts = [text] if text is not None else list(_texts(path or Path()))
    if not (ROOT / MODEL).is_file():
        raise NotTrained
    # TensorFlow warns of what it lacks; who asked how a message is understood need not know.
    logging.disable(logging.WARNING)
    with swift_start():
        from bot.nlu.parser import Parser  # Rasa takes seconds to import

        parser = Parser(ROOT / MODEL)
    for each in texts:
        click.echo(json.dumps(parser.parse(each, moment), ensure_ascii=False))


def _moment(at: str | None, zone: ZoneInfo) -> datetime:
    if at is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise click.BadParameter(
            "must be a time such as 2026-11-21T09:00", param_hint="--at"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _texts(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                text = json.loads(line)["text"]
            except (ValueError, KeyError, TypeError) as error:
                raise BadInputLine(f"{path}, line {number}: no JSON object with a text") from error
            if not isinstance(text, str):
                raise BadInputLine(f"{path}, line {number}: text is not a text")
            yield text
