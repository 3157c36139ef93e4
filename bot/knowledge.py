"""What stands under an answer: its source, and the topics that one may ask about next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.domain_model.errors import CannotStart
from bot.yaml_files import read_yaml

_FALLBACK = "nb"


class BadKnowledge(CannotStart):
    """A file in `data/knowledge/` cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from."""

    title: str
    authors: str | None
    publisher: str | None
    year: str | None
    url: str | None

    @property
    def citation(self) -> str:
        """Say it as one line: authors: title. Publisher, year."""
        title = f"{self.authors}: {self.title}" if self.authors else self.title
        published = ", ".join(part for part in (self.publisher, self.year) if part)
        return ". ".join(part for part in (title, published) if part) + "."

    def __str__(self) -> str:
        """Say it as one line, with its address where it has one."""
        return f"{self.citation} {self.url}" if self.url else self.citation


class Knowledge:
    """The sources by key, the titles of topics by id, and which topics belong together."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        titles: Mapping[str, Mapping[str, str]],
        families: Iterable[Collection[str]] = (),
    ) -> None:
        """Use these."""
        self._families = tuple(frozenset(family) for family in families)
        self._sources = sources
        self._titles = titles

    def source(self, key: str) -> Source | None:
        """Give a source, if there is one with this key."""
        return self._sources.get(key)

    def title(self, topic: str, language: str) -> str | None:
        """Give a topic's title in `language`, or in bokmål, if it has one."""
        variants = self._titles.get(topic, {})
        return variants.get(language) or variants.get(_FALLBACK)

    def relatives(self, topic: str) -> frozenset[str]:
        """Give the topics that belong together with this one."""
        return frozenset().union(*(each for each in self._families if topic in each)) - {topic}


def load_knowledge(folder: Path) -> Knowledge:
    """Read `sources.yml`, `titles.yml` and `families.yml`.

    Raises:
        BadKnowledge: when one of them cannot be used.
    """
    sources = _read(folder / "sources.yml")
    titles = _read(folder / "titles.yml")
    families = _read(folder / "families.yml")
    try:
        return Knowledge(
            {key: _source(entry) for key, entry in sources.items()},
            {topic: {k: str(v) for k, v in names.items()} for topic, names in titles.items()},
            [[str(topic) for topic in family] for family in families.values()],
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise BadKnowledge(f"{folder}: an entry lacks {error}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        read = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadKnowledge(f"{path} cannot be read") from error
    if not isinstance(read, dict):
        raise BadKnowledge(f"{path} must hold one entry for each key")
    return read


def _source(entry: Mapping[str, Any]) -> Source:
    optional = {
        name: str(entry[name]) if entry.get(name) is not None else None
        for name in ("authors", "publisher", "year", "url")
    }
    return Source(title=str(entry["title"]), **optional)
