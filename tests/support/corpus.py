"""The training examples and the held-out messages, read straight from their files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from bot.nlu.topic_model import TopicModel, TopicModelSettings
from tests.conftest import ROOT


@dataclass(frozen=True)
class Example:
    """One message, what it means, and how it is written."""

    text: str
    label: str
    style: str
    also: tuple[str, ...] = ()
    """Other labels that are right as well."""

    def accepts(self, label: str) -> bool:
        """Tell whether a message like this may be understood as `label`."""
        return label == self.label or label in self.also


@cache
def training_examples() -> tuple[Example, ...]:
    """Every example that the assistant is trained on."""
    return tuple(_training())


@cache
def heldout_examples() -> tuple[Example, ...]:
    """Every message that is never trained on."""
    return tuple(_heldout())


@cache
def trained_model() -> TopicModel:
    """The topic model with the settings of `config.yml`, trained here in a few seconds."""
    pipeline = read_yaml("config.yml")["pipeline"]
    configured = next(part for part in pipeline if part["name"].endswith("TopicIntentClassifier"))
    return TopicModel.fit(
        [example.text for example in training_examples()],
        [example.label for example in training_examples()],
        TopicModelSettings(strength=configured["strength"]),
    )


def read_yaml(path: str) -> Any:
    """Read a file of the repository."""
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def _heldout() -> Iterator[Example]:
    for path in sorted((ROOT / "tests" / "nlu" / "heldout").glob("*.yml")):
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        for each in read["questions"]:
            also = tuple(f"faq/{topic}" for topic in each.get("also", ()))
            yield Example(each["text"], f"faq/{read['topic']}", each["style"], also)
    for label, messages in read_yaml("tests/nlu/heldout_intents.yml")["intents"].items():
        for each in messages:
            yield Example(each["text"], label, each["style"], tuple(each.get("also", ())))


def _training() -> Iterator[Example]:
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                yield Example(line.removeprefix("- "), block["intent"], block["metadata"]["style"])
