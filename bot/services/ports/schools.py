"""What the use cases need from the database about an institution's schools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.domain_model.actors import InstitutionId
from bot.domain_model.free_days import Period
from bot.domain_model.schools import School, SchoolId


class SchoolRepository(Protocol):
    """Schools."""

    def named(self, name: str) -> School:
        """Find the school that this name means, or add it."""

    def get(self, school: SchoolId) -> School:
        """Give a school; raise NotFound when there is none."""


class ClosedPeriodRepository(Protocol):
    """Periods in which an institution's schools are closed."""

    def of(self, institution: InstitutionId) -> Sequence[Period]:
        """List an institution's periods, earliest first."""

    def add(self, institution: InstitutionId, period: Period) -> None:
        """Keep a period; the same one again changes nothing."""

    def remove(self, institution: InstitutionId, period: Period) -> None:
        """Forget a period; one that is not there is forgotten already."""


@dataclass(frozen=True, slots=True)
class SchoolEntry:
    """A school as a file tells it; `number` and `municipality` may be empty."""

    name: str
    municipality: str = ""
    number: str = ""


class Entered(StrEnum):
    """What an entry did to the register."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


class SchoolRegisterRepository(Protocol):
    """The schools that institutions work with."""

    def of(self, institution: InstitutionId) -> Sequence[School]:
        """List an institution's schools by name."""

    def enter(self, institution: InstitutionId, entry: SchoolEntry) -> Entered:
        """Put a school into the register, or bring what is known of it up to date.

        Raises:
            SchoolTaken: when another school of that municipality has the name.
        """

    def include(self, institution: InstitutionId, school: SchoolId) -> None:
        """Put a known school into the register of an institution that keeps one."""
