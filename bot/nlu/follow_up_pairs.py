"""Two messages, the second of which may lean on the answer to the first: the held-out pairs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.domain_model.errors import RefleksError
from bot.yaml_files import read_yaml


class BadFollowUps(RefleksError):
    """The file of pairs of messages cannot be read."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two messages, and what the second may mean: a topic, a manner, a language, an intent."""

    first: str
    second: str
    means: tuple[str, ...]


def read_pairs(path: Path) -> list[Pair]:
    """Read the pairs in `path`; its head says how they are written.

    Raises:
        BadFollowUps: when it cannot be used.
    """
    try:
        pairs = read_yaml(path)["pairs"]
        return [Pair(each["first"], each["second"], tuple(each["means"])) for each in pairs]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BadFollowUps(f"{path} cannot be read: {error}") from error
