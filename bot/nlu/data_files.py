"""What is trained on and what is answered, read from Rasa's files without Rasa."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.domain_model.answers import Asks
from bot.domain_model.errors import RefleksError
from bot.yaml_files import read_yaml

FOLLOW_UPS = "data/follow_ups"


class BadDataFile(RefleksError):
    """A file of data/ or domain.yml cannot be read."""


@dataclass(frozen=True, slots=True)
class Example:
    """One message that is trained on, what it means, how it is written, and where it stands."""

    text: str
    label: str
    style: str
    file: str


@dataclass(frozen=True, slots=True)
class FollowUpExample:
    """One message that came after an answer, and what it asks for."""

    text: str
    asks: Asks
    file: str
    topic: str | None = None
    """The topic that is meant …"""
    after: str | None = None
    """… after an answer about this one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One language's variation of a response."""

    name: str
    language: str
    said: Mapping[str, Any]
    """`text`, `buttons`, `metadata`."""
    file: str


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that `refleks check-data` looks at."""

    examples: tuple[Example, ...]
    follow_ups: tuple[FollowUpExample, ...]
    answers: tuple[Answer, ...]
    intents: frozenset[str]
    """The intents of domain.yml."""


def read_data(root: Path) -> Data:
    """Read domain.yml, data/nlu, data/follow_ups and data/responses in `root`.

    Raises:
        BadDataFile: when one of them is missing, damaged or has another shape.
    """
    return Data(
        tuple(_each(root, "data/nlu/*.yml", _examples)),
        read_follow_ups(root / FOLLOW_UPS),
        tuple(_each(root, "data/responses/*.yml", _answers)),
        frozenset(_each(root, "domain.yml", lambda read, _: read["intents"])),
    )


def read_follow_ups(folder: Path) -> tuple[FollowUpExample, ...]:
    """Read the messages in `folder` that came after an answer.

    Raises:
        BadDataFile: when one of its files is damaged or has another shape.
    """
    return tuple(_each(folder, "*.yml", _follow_ups))


def _each(root: Path, pattern: str, parts: Any) -> Iterator[Any]:
    for path in sorted(root.glob(pattern)):
        try:
            yield from list(parts(read_yaml(path), path.name))
        except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            raise BadDataFile(f"{path} cannot be read: {error!r}") from error


def _examples(read: Any, file: str) -> Iterator[Example]:
    for block in read["nlu"]:
        for line in block["examples"].splitlines():
            text = line.removeprefix("- ")
            yield Example(text, block["intent"], block["metadata"]["style"], file)


def _follow_ups(read: Any, file: str) -> Iterator[FollowUpExample]:
    for asks, texts in read.get("follow_ups", {}).items():
        for text in texts:
            yield FollowUpExample(text, Asks(asks), file)
    for topic, messages in read.get("topics", {}).items():
        for each in messages:
            yield FollowUpExample(each["text"], Asks.TOPIC, file, topic, each["after"])


def _answers(read: Any, file: str) -> Iterator[Answer]:
    for name, variations in read["responses"].items():
        for each in variations:
            conditions = each.get("condition", [])
            language = str(conditions[0]["value"]) if conditions else "nb"
            yield Answer(name, language, each, file)
