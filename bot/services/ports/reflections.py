"""What reflections, and changes of them, need from the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain_model.access import ReflectionScope
from bot.domain_model.actors import AccountId, ChatId, InstitutionId, PartnerId
from bot.domain_model.reflection_changes import NextStepOutcome, ReflectionVersion
from bot.domain_model.reflections import Reflection, ReflectionId, ReflectionParts
from bot.domain_model.schools import SchoolId
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import ReflectionTheme
from bot.services.ports.insights import ReflectionSearch

WHOLE_NOTE = "note"
"""What a message gave when it told several parts at once."""
NEWEST = "newest"
"""What is said instead of an id by who means the reflection that was saved last."""


@dataclass(frozen=True, slots=True)
class NewReflection:
    """A reflection that is to be kept."""

    partner_id: PartnerId
    institution_id: InstitutionId
    school_id: SchoolId | None
    source_key: str
    parts: ReflectionParts
    sharing: Sharing
    visited_on: date
    themes: Sequence[ReflectionTheme] = ()


class ReflectionRepository(Protocol):
    """Reflections. Only `bot.services.access` reads from it."""

    def add_once(self, new: NewReflection, at: datetime) -> Reflection:
        """Keep a reflection; the second of the same source gives back the first."""

    def same_as(self, new: NewReflection) -> Reflection | None:
        """Find one of the same partner, school and day with the very same parts."""

    def find(self, reflection: ReflectionId) -> Reflection | None:
        """Find one."""

    def within(
        self,
        scope: ReflectionScope,
        *,
        limit: int,
        before: Reflection | None = None,
        search: ReflectionSearch | None = None,
    ) -> list[Reflection]:
        """List what `scope` admits and `search` finds, newest first, older than `before`."""

    def set_sharing(self, reflection: ReflectionId, sharing: Sharing) -> None:
        """Share a reflection this far from now on."""

    def last_at_school(self, partner: PartnerId, school: SchoolId) -> Reflection | None:
        """Give the partner's own newest reflection from a school."""


@dataclass(frozen=True, slots=True)
class NewContent:
    """All that stands in a reflection from now on."""

    school_id: SchoolId | None
    parts: ReflectionParts
    visited_on: date
    sharing: Sharing
    themes: Sequence[ReflectionTheme]


@dataclass(frozen=True, slots=True)
class Comment:
    """What a coordinator wrote about a reflection; `author_name` is the coordinator's."""

    text: str
    author_name: str
    created_at: datetime


class ReflectionChangeRepository(Protocol):
    """What becomes of reflections after they were kept."""

    def write(self, reflection: ReflectionId, new: NewContent) -> None:
        """Put this in place of what stood there."""

    def add_version(self, reflection: ReflectionId, version: ReflectionVersion) -> None:
        """Keep what stood in a field until now."""

    def versions(self, reflection: ReflectionId) -> list[ReflectionVersion]:
        """List the changes, newest first."""

    def set_themes(self, reflection: ReflectionId, themes: Sequence[ReflectionTheme]) -> None:
        """Give a reflection these themes and no others."""

    def remember_messages(self, reflection: ReflectionId, gave: Mapping[str, str]) -> None:
        """Remember which part each message gave, so that an edit of it is understood."""

    def given_by(self, message_key: str) -> tuple[ReflectionId, str] | None:
        """Tell which reflection, and which part of it, a message gave."""

    def messages_of(self, reflection: ReflectionId) -> list[str]:
        """List the messages that a reflection was told in."""

    def delete(self, reflection: ReflectionId) -> None:
        """Delete a reflection and all that belongs to it."""

    def open_next_step(self, partner: PartnerId, school: SchoolId) -> Reflection | None:
        """Give the partner's newest reflection from a school if nobody said what came of it."""

    def close_next_step(
        self, reflection: ReflectionId, outcome: NextStepOutcome, at: datetime
    ) -> bool:
        """Keep what became of a next step; False when that was told before."""

    def outcome_of(self, reflection: ReflectionId) -> NextStepOutcome | None:
        """Tell what became of a reflection's next step, None when nobody has said."""

    def add_comment(
        self, reflection: ReflectionId, account: AccountId, text: str, at: datetime
    ) -> None:
        """Keep a comment."""

    def comments(self, reflection: ReflectionId) -> list[Comment]:
        """List the comments, oldest first."""


class TraceRepository(Protocol):
    """What messages and Rasa's memory still hold of something that was deleted."""

    def erase(
        self, chats: Collection[ChatId], texts: Iterable[str], message_keys: Collection[str]
    ) -> None:
        """Blank every message and memory of these chats that holds one of the texts.

        The messages with these keys are blanked whatever they hold now.
        """
