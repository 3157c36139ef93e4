"""What a hand-over holds, and needs from the database beside what others ask for already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain_model.access import ReflectionScope
from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.reflections import Reflection
from bot.domain_model.schools import School, SchoolId
from bot.domain_model.themes import Theme
from bot.domain_model.visits import Visit


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many reflections of a year had a theme."""

    year: int
    theme: Theme
    count: int


@dataclass(frozen=True, slots=True)
class Handover:
    """What is known of a school, for one reader; `open_steps` are among the reflections."""

    school: School
    reflections: Sequence[Reflection] = ()
    open_steps: Sequence[Reflection] = ()
    themes: Sequence[ThemeCount] = ()
    visits: Sequence[Visit] = ()
    reader: PartnerId | None = None
    """The partner who reads of visits of her own, which needn't say that she goes there."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.reflections or self.themes or self.visits)


class HandoverRepository(Protocol):
    """Schools as those see them who take them over."""

    def school_named(self, name: str) -> School | None:
        """Find the school that this name means; unlike the register, never add one."""

    def schools_of(self, institution: InstitutionId) -> list[School]:
        """List the schools that an institution's partners visit or share reflections about."""

    def themes(self, scope: ReflectionScope, school: SchoolId) -> list[ThemeCount]:
        """Count the themes of the reflections about a school that `scope` admits.

        The newest year comes first, and in it the commonest theme.
        """
