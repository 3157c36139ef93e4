"""What Refleks says outside Rasa: `data/texts/<area>.yml`, one entry a text, in nb, nn and en."""

from __future__ import annotations

import string
from collections.abc import Mapping
from pathlib import Path

import yaml

from bot.domain_model.errors import CannotStart
from bot.yaml_files import read_yaml

FALLBACK = "nb"


class BadTexts(CannotStart):
    """The texts cannot be used; the message says which and why."""


class Texts:
    """Every text, by its key («area.name») and language."""

    def __init__(self, entries: Mapping[str, Mapping[str, str]]) -> None:
        """Use these entries."""
        self._entries = entries

    def get(self, key: str, language: str, /, **values: object) -> str:
        """Give the text `key` in `language`, bokmål where that language has none, filled in.

        Raises:
            BadTexts: when there is no such text, or a placeholder has no value.
        """
        try:
            entry = self._entries[key]
            return entry.get(language, entry[FALLBACK]).format_map(values)
        except KeyError as error:
            raise BadTexts(f"text {key!r}: nothing for {error}") from error

    def keys(self) -> list[str]:
        """List the keys."""
        return sorted(self._entries)

    def variants(self, key: str) -> Mapping[str, str]:
        """Give one entry: language to text."""
        return self._entries[key]


def placeholders(text: str) -> set[str]:
    """Name the `{placeholders}` of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def load_texts(folder: Path) -> Texts:
    """Read every `*.yml` of `folder`; the file's name is the first part of each key.

    Raises:
        BadTexts: when a file cannot be read or an entry is not `key: {nb: …, nn: …}`.
    """
    entries: dict[str, Mapping[str, str]] = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            read = read_yaml(path)
        except (OSError, yaml.YAMLError) as error:
            raise BadTexts(f"{path} cannot be read") from error
        for name, variants in (read or {}).items():
            if not isinstance(variants, dict) or FALLBACK not in variants:
                raise BadTexts(f"{path}: {name} has no bokmål")
            entries[f"{path.stem}.{name}"] = {k: str(v).strip() for k, v in variants.items()}
    return Texts(entries)
