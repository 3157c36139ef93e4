"""What the use cases need from the database about an institution's schools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain_model.actors import InstitutionId
from bot.domain_model.free_days import Period


class ClosedPeriodRepository(Protocol):
    """Periods in which an institution's schools are closed."""

    def of(self, institution: InstitutionId) -> Sequence[Period]:
        """List an institution's periods, earliest first."""

    def add(self, institution: InstitutionId, period: Period) -> None:
        """Keep a period; the same one again changes nothing."""

    def remove(self, institution: InstitutionId, period: Period) -> None:
        """Forget a period; one that is not there is forgotten already."""
