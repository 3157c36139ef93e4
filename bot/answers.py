"""The answers as they stand in `data/responses/`, for those who search in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge import BadKnowledge, Knowledge
from bot.yaml_files import read_yaml

_TOPIC = "utter_faq/"
_LANGUAGES = ("nb", "nn", "en")
_FALLBACK = "nb"
_EXAMPLE = re.compile(r"^ {4}- (.+)$", re.MULTILINE)
"""An example in `data/nlu/`. Reading the files as YAML would take most of the time of it all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One topic's answer in one language, with its longer version and its sources."""

    topic: str
    title: str
    text: str
    sources: tuple[str, ...]
    asked: frozenset[str]
    """How people ask for it: the examples that the topic is recognised by, in every language."""


def load_answers(data: Path, knowledge: Knowledge) -> Mapping[str, Sequence[Answer]]:
    """Read the answer to every topic from `responses/` and `nlu/` in `data`, by language.

    Raises:
        BadKnowledge: when a file cannot be read or holds something else than responses.
    """
    found: dict[str, list[Answer]] = {language: [] for language in _LANGUAGES}
    for path in sorted((data / "responses").glob("*.yml")):
        try:
            read = read_yaml(path)
            for name, variations in read["responses"].items():
                if name.startswith(_TOPIC):
                    topic = name.removeprefix(_TOPIC)
                    asked = _asked(data / "nlu" / f"{topic}.yml")
                    for language, answer in _answers(topic, variations, knowledge, asked):
                        found[language].append(answer)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, KeyError,
                TypeError) as error:  # fmt: skip
            raise BadKnowledge(f"{path} cannot be read") from error
    return found


def _answers(
    topic: str,
    variations: Sequence[Mapping[str, Any]],
    knowledge: Knowledge,
    asked: frozenset[str],
) -> Iterator[tuple[str, Answer]]:
    for variation in variations:
        conditions = variation.get("condition") or ()
        language = str(conditions[0]["value"]) if conditions else _FALLBACK
        told = variation["metadata"]
        keys = told.get("sources") or [told["source"]]
        sources = (knowledge.source(str(key)) for key in keys)
        yield (
            language,
            Answer(
                topic=topic,
                title=knowledge.title(topic, language) or topic,
                text="\n".join(filter(None, (str(variation["text"]).strip(), told.get("more")))),
                sources=tuple(each.citation for each in sources if each),
                asked=asked,
            ),
        )


def _asked(examples: Path) -> frozenset[str]:
    return frozenset(_EXAMPLE.findall(examples.read_text(encoding="utf-8")))
