"""Who is made up for `refleks demo`: what they visited, logged, learned together and asked.

They are written in `data/demo/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.domain_model.errors import CannotStart
from bot.domain_model.insights import InsightText, Reach, Verdict
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme
from bot.yaml_files import read_yaml

Read = TypeVar("Read")


class BadDemo(CannotStart):
    """A file in `data/demo/` cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Note:
    """A reflection, and when it was logged."""

    school: str
    days_ago: int
    sharing: Sharing
    parts: ReflectionParts


@dataclass(frozen=True, slots=True)
class Plan:
    """A visit to come, at a full hour."""

    school: str
    in_days: int
    hour: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was passed on to the coordinator; without an answer it waits."""

    text: str
    days_ago: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A partner."""

    name: str
    language: str
    notes: tuple[Note, ...] = ()
    visits: tuple[Plan, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """An institution with its coordinator and partners."""

    coordinator: str
    partners: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """An insight; without `days_ago` it is a draft still."""

    house: str
    text: InsightText
    reach: Reach
    themes: tuple[Theme, ...]
    supported_by: tuple[str, ...]
    """Schools whose reflections it cites."""
    days_ago: int | None = None
    read_by: dict[str, Verdict | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Demo:
    """All that is made up."""

    houses: Mapping[str, House]
    """By the institution's name."""
    learned: tuple[Learned, ...]


def load_demo(folder: Path) -> Demo:
    """Read `institutions.yml` and `insights.yml`.

    Raises:
        BadDemo: when one of them cannot be used.
    """
    return Demo(
        _read(folder / "institutions.yml", TypeAdapter(dict[str, House])),
        _read(folder / "insights.yml", TypeAdapter(tuple[Learned, ...])),
    )


def _read(path: Path, shape: TypeAdapter[Read]) -> Read:
    try:
        return shape.validate_python(read_yaml(path))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise BadDemo(f"{path} cannot be used: {error}") from error
