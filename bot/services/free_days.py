"""Days without school: public holidays, and the periods that an institution's coordinator sets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain_model.actors import Actor, InstitutionId
from bot.domain_model.errors import NotAllowed
from bot.domain_model.free_days import Period, is_free
from bot.services.ports.unit_of_work import Begin


class FreeDays:
    """When an institution's schools are closed."""

    def __init__(self, begin: Begin) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin

    def is_free(self, actor: Actor, day: date) -> bool:
        """Tell whether the schools of the actor's institution are closed on `day`."""
        return is_free(day, self.periods(actor))

    def free_among(self, actor: Actor, days: Sequence[date]) -> set[date]:
        """Give those of `days` on which the schools of the actor's institution are closed."""
        closed = self.periods(actor)
        return {day for day in days if is_free(day, closed)}

    def periods(self, actor: Actor) -> Sequence[Period]:
        """List the periods of the actor's institution, earliest first; none without one."""
        if actor.institution_id is None:
            return []
        with self._begin() as uow:
            return uow.closed_periods.of(actor.institution_id)

    def add(self, actor: Actor, period: Period, *, at: datetime) -> None:
        """Close the schools of the institution that `actor` coordinates, once.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        with self._begin() as uow:
            uow.closed_periods.add(_coordinated(actor), period)
            uow.audit.add(actor.account_id, "close", "closed_period", None, at)
            uow.commit()

    def remove(self, actor: Actor, period: Period, *, at: datetime) -> None:
        """Take a period back.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        with self._begin() as uow:
            uow.closed_periods.remove(_coordinated(actor), period)
            uow.audit.add(actor.account_id, "open", "closed_period", None, at)
            uow.commit()


def _coordinated(actor: Actor) -> InstitutionId:
    if not actor.coordinates or actor.institution_id is None:
        raise NotAllowed
    return actor.institution_id
