"""Visits that somebody says are done, or not done after all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain_model.actors import Actor
from bot.domain_model.visits import Visit, VisitState
from bot.services.access_visits import finished_visits, kept_visit, visits_of
from bot.services.ports.unit_of_work import Begin
from bot.services.visit_changes import VisitChanges

FINISHED_WITHIN = timedelta(days=14)
"""For so long after a visit began it may be said to be done, or not done after all."""


class VisitFinishing:
    """Ends visits, and opens them again."""

    def __init__(self, begin: Begin, changes: VisitChanges) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._changes = changes

    def recent(self, actor: Actor, *, at: datetime) -> list[Visit]:
        """List the actor's visits that may be done: begun lately, or still to come today.

        The latest that has begun is first, and those still to come are after all that have.
        """
        with self._begin() as uow:
            visits = visits_of(uow, actor, since=at - FINISHED_WITHIN)
        begun = [each for each in visits if each.begun(at)]
        return [*reversed(begun), *(each for each in visits if not each.begun(at))]

    def finish(self, actor: Actor, visit_id: str, *, at: datetime) -> Visit:
        """Let a visit be done; the actor's reminders of it are dropped, also those in the outbox.

        So are those of colleagues that come before it.

        Raises:
            NotFound: when it is not the actor's, does not exist, or is cancelled.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            visit = kept_visit(uow, actor, visit_id)
            self._changes.finish(uow, actor, visit, at)
            uow.commit()
        return replace(visit, state=VisitState.DONE)

    def finished(self, actor: Actor, *, at: datetime) -> list[Visit]:
        """List the actor's visits that are done: of the last two weeks, or to come; latest first.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            return finished_visits(uow, actor, since=at - FINISHED_WITHIN)

    def reopen(self, actor: Actor, visit_id: str, *, at: datetime) -> Visit:
        """Let a visit stand again that was said to be done by mistake, with its reminders.

        Raises:
            NotFound: when it is not the actor's, does not exist, or is cancelled.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            visit = kept_visit(uow, actor, visit_id)
            if visit.state is VisitState.DONE:
                self._changes.reopen(uow, actor, visit, at)
                uow.commit()
        return replace(visit, state=VisitState.PLANNED)
