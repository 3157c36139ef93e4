"""Plan school visits; their reminders are planned in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor
from bot.domain_model.visits import (
    DropReason,
    Visit,
    VisitInThePast,
    VisitState,
    reminders_of,
)
from bot.services.access import access_visit, own_partner, visits_of
from bot.services.ports import Begin, NewVisit
from bot.services.reminders import reminder_key


@dataclass(frozen=True, slots=True)
class ScheduleVisit:
    """A visit that a partner has confirmed; `source_key` names the message that confirmed it."""

    source_key: str
    school: str
    starts_at: datetime
    ends_at: datetime | None = None


class Visits:
    """Visits that are to come."""

    def __init__(self, begin: Begin, zone: ZoneInfo) -> None:
        """Work on the database that `begin` opens transactions on; times are in `zone`."""
        self._begin = begin
        self._zone = zone

    def schedule(self, actor: Actor, wish: ScheduleVisit, *, at: datetime) -> Visit:
        """Plan a visit and its reminders; they are committed when this returns.

        Raises:
            NotAllowed: when `actor` is not a partner.
            VisitInThePast: when the visit would begin before `at`.
            InvalidSchoolName: when the school has no usable name.
            StorageUnavailable: when it could not be kept.
        """
        if wish.starts_at <= at:
            raise VisitInThePast
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            visit = uow.visits.add_once(
                NewVisit(
                    partner_id=partner.id,
                    school_id=uow.schools.named(wish.school).id,
                    source_key=wish.source_key,
                    starts_at=wish.starts_at,
                    ends_at=wish.ends_at,
                    reminders=reminders_of(wish.starts_at, at=at, zone=self._zone),
                ),
                at,
            )
            uow.audit.add(actor.account_id, "schedule", "visit", visit.id, at)
            uow.commit()
        return visit

    def coming(self, actor: Actor, *, at: datetime) -> list[Visit]:
        """List the actor's visits after `at`, earliest first."""
        with self._begin() as uow:
            return visits_of(uow, actor, since=at)

    def cancel(self, actor: Actor, visit_id: str, *, at: datetime) -> Visit:
        """Cancel a visit; its reminders are dropped, also those that wait to be sent.

        Raises:
            NotFound: when it is not the actor's, or does not exist.
        """
        with self._begin() as uow:
            visit = access_visit(uow, actor, visit_id)
            uow.visits.set_state(visit.id, VisitState.CANCELLED)
            for reminder in uow.visits.reminder_ids(visit.id):
                uow.outbox.withdraw(reminder_key(reminder), DropReason.CANCELLED)
            uow.audit.add(actor.account_id, "cancel", "visit", visit.id, at)
            uow.commit()
        return visit
