"""Visits that come again, changed together: this one, and all that are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor
from bot.domain_model.visit_series import moved_along
from bot.domain_model.visits import Visit, VisitInThePast
from bot.services.access_visits import series_of, standing_visit
from bot.services.ports.unit_of_work import Begin
from bot.services.visit_changes import MoveVisit, VisitChanges


class VisitSeries:
    """Series of visits."""

    def __init__(self, begin: Begin, changes: VisitChanges, zone: ZoneInfo) -> None:
        """Work on the database that `begin` opens transactions on; times are in `zone`."""
        self._begin = begin
        self._changes = changes
        self._zone = zone

    def rest(self, actor: Actor, visit_id: str, *, at: datetime) -> list[Visit]:
        """List what the actor goes on, after `at`, of the visits that come again with this one.

        Raises:
            NotFound: when it is not the actor's, or does not exist.
        """
        with self._begin() as uow:
            return series_of(uow, actor, visit_id, since=at)

    def times(
        self,
        actor: Actor,
        visit_id: str,
        starts_at: datetime,
        ends_at: datetime | None,
        *,
        at: datetime,
    ) -> list[tuple[Visit, datetime, datetime | None]]:
        """Tell when each visit of `rest` would be, if they moved to this weekday and clock time.

        Each stays in its own week; one that would be before `at` is left where it is.

        Raises:
            NotFound: when the visit is not the actor's, or does not exist.
        """
        return self._ahead(self.rest(actor, visit_id, at=at), starts_at, ends_at, at)

    def move(
        self,
        actor: Actor,
        visit_id: str,
        starts_at: datetime,
        ends_at: datetime | None,
        *,
        source_key: str,
        at: datetime,
    ) -> list[Visit]:
        """Move visits to what `times` tells, once for each `source_key`, as `Visits.move` one.

        Raises:
            NotFound: when the visit is not the actor's, does not exist or is off.
            VisitInThePast: when all of them would begin before `at`.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            standing_visit(uow, actor, visit_id)
            ahead = self._ahead(series_of(uow, actor, visit_id, since=at), starts_at, ends_at, at)
            wishes = [
                (visit, MoveVisit(f"{source_key}#{visit.id}", start, end))
                for visit, start, end in ahead
            ]
            if not wishes:
                raise VisitInThePast
            moved = self._changes.move(uow, actor, wishes, at)
            uow.commit()
        return moved

    def cancel(self, actor: Actor, visit_id: str, *, at: datetime) -> list[Visit]:
        """Cancel all that `rest` lists, as `Visits.cancel` does one.

        Raises:
            NotFound: when the visit is not the actor's, or does not exist.
        """
        with self._begin() as uow:
            visits = series_of(uow, actor, visit_id, since=at)
            self._changes.cancel(uow, actor, visits, at)
            uow.commit()
        return visits

    def _ahead(
        self, visits: Sequence[Visit], starts_at: datetime, ends_at: datetime | None, at: datetime
    ) -> list[tuple[Visit, datetime, datetime | None]]:
        moved = ((each, *moved_along(each, starts_at, ends_at, self._zone)) for each in visits)
        return [each for each in moved if each[1] > at]
