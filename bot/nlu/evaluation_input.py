"""Messages whose meaning is known: the held-out files of the repository, or a file of lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.domain_model.errors import RefleksError
from bot.domain_model.intents import TOPIC_PREFIX
from bot.nlu.evaluation import Meant
from bot.yaml_files import read_yaml

_NO_STYLE = "unknown"
HELDOUT, BLIND = "held out", "blind"
"""Messages that were looked at while tuning, and messages that were not."""
_ABOUT_FAILURES = """\
# Held-out messages that are misunderstood today, written by «make evaluate ARGS=--accept». A test
# compares it with what happens, both ways: what is understood by now has to be taken out.
"""


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
    """Read `heldout/<topic>.yml`, `heldout_intents.yml` and `blind.yml` in `folder`.

    Raises:
        BadHeldoutFile: when one of them cannot be used.
    """
    try:
        return [
            *_questions(folder / "heldout"),
            *_others(read_yaml(folder / "heldout_intents.yml")["intents"], HELDOUT),
            *_blind(read_yaml(folder / "blind.yml")),
        ]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BadHeldoutFile(
            f"The held-out messages in {folder} cannot be read: {error}"
        ) from error


def read_known_failures(path: Path) -> set[tuple[str, str]]:
    """Read text and meaning of the messages that are known to be misunderstood."""
    return {(each["text"], each["meant"]) for each in read_yaml(path)["failures"]}


def write_known_failures(path: Path, failures: Iterable[Mapping[str, str]]) -> None:
    """Write what `read_known_failures` reads, in an order of its own."""
    ordered = sorted(failures, key=lambda each: (each["meant"], each["text"]))
    lines = [json.dumps(each, ensure_ascii=False) for each in ordered]
    text = "".join(f"  - {line}\n" for line in lines) or "  []\n"
    path.write_text(f"{_ABOUT_FAILURES}failures:\n{text}", encoding="utf-8")


def _questions(folder: Path) -> Iterator[Meant]:
    for path in sorted(folder.glob("*.yml")):
        read = read_yaml(path)
        for each in read["questions"]:
            yield _topic_question(each, read["topic"], HELDOUT)


def _blind(read: Mapping[str, Any]) -> Iterator[Meant]:
    for topic, questions in read["questions"].items():
        for each in questions:
            yield _topic_question(each, topic, BLIND)
    yield from _others(read["intents"], BLIND)


def _others(intents: Mapping[str, Any], origin: str) -> Iterator[Meant]:
    for intent, messages in intents.items():
        for each in messages:
            also = tuple(each.get("also", ()))
            yield Meant(each["text"], intent, each["style"], also, origin)


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


def _topic_question(each: Mapping[str, Any], topic: str, origin: str = "given") -> Meant:
    also: Iterable[Any] = each.get("also") or ()
    return Meant(
        each["text"],
        f"{TOPIC_PREFIX}{topic}",
        str(each.get("style") or _NO_STYLE),
        tuple(f"{TOPIC_PREFIX}{other}" for other in also),
        origin,
    )
