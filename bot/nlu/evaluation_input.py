"""Messages whose meaning is known: the held-out files of the repository, or a file of lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.domain_model.errors import RefleksError
from bot.nlu.evaluation import TOPIC_PREFIX, Meant

_NO_STYLE = "unknown"


class BadEvaluationLine(RefleksError):
    """A line is not a JSON object with a text and either a topic or an intent."""


class BadHeldoutFile(RefleksError):
    """A file of held-out messages cannot be read."""


def read_lines(path: Path) -> list[Meant]:
    """Read `{text, topic, also?, style?}` or `{text, intent, also?, style?}` a line.

    Raises:
        BadEvaluationLine: when a line is something else; the message names it.
    """
    with path.open(encoding="utf-8", errors="replace") as lines:
        return [
            _of_line(line, f"{path}, line {number}")
            for number, line in enumerate(lines, 1)
            if line.strip()
        ]


def read_heldout(folder: Path) -> list[Meant]:
    """Read `heldout/<topic>.yml` and `heldout_intents.yml` in `folder`.

    Raises:
        BadHeldoutFile: when one of them cannot be used.
    """
    try:
        return [*_questions(folder / "heldout"), *_others(folder / "heldout_intents.yml")]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BadHeldoutFile(
            f"The held-out messages in {folder} cannot be read: {error}"
        ) from error


def _questions(folder: Path) -> Iterator[Meant]:
    for path in sorted(folder.glob("*.yml")):
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        for each in read["questions"]:
            yield _topic_question(each, read["topic"])


def _others(path: Path) -> Iterator[Meant]:
    for intent, messages in yaml.safe_load(path.read_text(encoding="utf-8"))["intents"].items():
        for each in messages:
            yield Meant(each["text"], intent, each["style"], tuple(each.get("also", ())))


def _of_line(line: str, where: str) -> Meant:
    try:
        each = json.loads(line)
        known = isinstance(each["text"], str) and ("topic" in each) != ("intent" in each)
    except (ValueError, KeyError, TypeError) as error:
        raise BadEvaluationLine(f"{where}: not a JSON object with a text") from error
    if not known:
        raise BadEvaluationLine(f"{where}: a text and either a topic or an intent are needed")
    if "topic" in each:
        return _topic_question(each, str(each["topic"]))
    also = tuple(str(label) for label in each.get("also") or ())
    return Meant(each["text"], str(each["intent"]), str(each.get("style") or _NO_STYLE), also)


def _topic_question(each: Mapping[str, Any], topic: str) -> Meant:
    also: Iterable[Any] = each.get("also") or ()
    return Meant(
        each["text"],
        f"{TOPIC_PREFIX}{topic}",
        str(each.get("style") or _NO_STYLE),
        tuple(f"{TOPIC_PREFIX}{other}" for other in also),
    )
