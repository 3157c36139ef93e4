"""A reflection: what one partner learned on one school visit."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import NewType

from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.errors import Invalid
from bot.domain_model.schools import SchoolId
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import ReflectionTheme

ReflectionId = NewType("ReflectionId", str)

MAX_PART_LENGTH = 10_000
"""Characters in one part: more than any message that Telegram can carry (4,096)."""


class EmptyReflection(Invalid):
    """A reflection without a word in it is not kept."""


class PartTooLong(Invalid):
    """One part of the reflection is longer than 10,000 characters."""


@dataclass(frozen=True, slots=True)
class ReflectionParts:
    """The four things a reflection tells; a skipped one is an empty text."""

    happened: str = ""
    worked: str = ""
    hard: str = ""
    next_step: str = ""

    def __post_init__(self) -> None:
        """Refuse what is empty or far too long.

        Raises:
            EmptyReflection: when no part has a word in it.
            PartTooLong: when a part is longer than `MAX_PART_LENGTH`.
        """
        texts = [getattr(self, part.name) for part in fields(self)]
        if not any(text.strip() for text in texts):
            raise EmptyReflection
        if any(len(text) > MAX_PART_LENGTH for text in texts):
            raise PartTooLong

    @property
    def text(self) -> str:
        """All of it, a line for each part that tells something."""
        return "\n".join(filter(None, (getattr(self, part.name) for part in fields(self))))


@dataclass(frozen=True, slots=True)
class Reflection:
    """A reflection as it is kept; one that is about no school has neither its id nor its name."""

    id: ReflectionId
    partner_id: PartnerId
    institution_id: InstitutionId
    school_id: SchoolId | None
    parts: ReflectionParts
    sharing: Sharing
    visited_on: date
    created_at: datetime
    author_name: str
    school_name: str
    themes: tuple[ReflectionTheme, ...] = ()
