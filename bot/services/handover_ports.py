"""What a hand-over needs from the database, beside what others ask for already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.domain_model.access import ReflectionScope
from bot.domain_model.actors import InstitutionId
from bot.domain_model.schools import School, SchoolId
from bot.domain_model.themes import Theme


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many reflections of a year had a theme."""

    year: int
    theme: Theme
    count: int


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
