"""Prepare a visit: which one it is, and what its partner wrote the last time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain_model.actors import Actor
from bot.domain_model.reflections import Reflection
from bot.domain_model.schools import school_key
from bot.domain_model.visits import Visit, VisitState
from bot.services.access import own_partner, own_reflections
from bot.services.access_visits import access_visit, visits_of
from bot.services.ports.unit_of_work import Begin, UnitOfWork


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known before a visit: the visit, the school, the own last reflection from there."""

    visit: Visit | None = None
    school: str | None = None
    last: Reflection | None = None


class Preparation:
    """Looks up what helps before a visit."""

    def __init__(self, begin: Begin) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin

    def of_visit(self, actor: Actor, visit_id: str) -> Prepared:
        """Look up one of the actor's own visits.

        Raises:
            NotFound: when it is not the actor's, or does not exist.
        """
        with self._begin() as uow:
            return _prepared(uow, actor, access_visit(uow, actor, visit_id))

    def of_next(self, actor: Actor, school: str | None, *, at: datetime) -> Prepared:
        """Look up the actor's next visit, or the next to the school that is named.

        A school without a visit to come is still prepared for by what was written about it.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            own_partner(uow, actor)
            for visit in visits_of(uow, actor, since=at):
                if school is None or school_key(visit.school_name) == school_key(school):
                    return _prepared(uow, actor, visit)
            if school is None:
                return Prepared()
            for reflection in own_reflections(uow, actor):
                if school_key(reflection.school_name) == school_key(school):
                    return Prepared(None, reflection.school_name, reflection)
        return Prepared(None, school)


def _prepared(uow: UnitOfWork, actor: Actor, visit: Visit) -> Prepared:
    last = uow.reflections.last_at_school(own_partner(uow, actor).id, visit.school_id)
    stands = visit if visit.state is VisitState.PLANNED else None
    return Prepared(stands, visit.school_name, last)
