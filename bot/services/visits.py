"""Plan, move and cancel school visits; their reminders follow in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor, PartnerId
from bot.domain_model.errors import NotFound
from bot.domain_model.people import Partner
from bot.domain_model.reminders import reminders_of
from bot.domain_model.visits import (
    DropReason,
    ReminderId,
    ReminderKind,
    Visit,
    VisitInThePast,
    VisitState,
)
from bot.services.access import access_visit, own_partner, visits_of
from bot.services.ports import Begin, NewTime, NewVisit, UnitOfWork
from bot.services.reminders import reminder_key


@dataclass(frozen=True, slots=True)
class ScheduleVisit:
    """A visit that a partner has confirmed; `source_key` names the message that confirmed it.

    Of several visits that one message confirms, each has a «#» and its place added to the key.
    """

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
        return self.schedule_all(actor, [wish], at=at)[0]

    def schedule_all(
        self, actor: Actor, wishes: Sequence[ScheduleVisit], *, at: datetime
    ) -> list[Visit]:
        """Plan several visits as `schedule` does one: all of them, or none."""
        if any(wish.starts_at <= at for wish in wishes):
            raise VisitInThePast
        with self._begin() as uow:
            visits = [self._add(uow, own_partner(uow, actor), wish, at) for wish in wishes]
            for visit in visits:
                uow.audit.add(actor.account_id, "schedule", "visit", visit.id, at)
            uow.commit()
        return visits

    def _add(self, uow: UnitOfWork, partner: Partner, wish: ScheduleVisit, at: datetime) -> Visit:
        school = uow.schools.named(wish.school)
        uow.school_register.include(partner.institution_id, school.id)
        return uow.visits.add_once(
            NewVisit(
                partner_id=partner.id,
                school_id=school.id,
                source_key=wish.source_key,
                starts_at=wish.starts_at,
                ends_at=wish.ends_at,
                reminders=self._reminders(uow, partner.id, (wish.starts_at, wish.ends_at), at),
            ),
            at,
        )

    def coming(self, actor: Actor, *, at: datetime) -> list[Visit]:
        """List the actor's visits after `at`, earliest first."""
        with self._begin() as uow:
            return visits_of(uow, actor, since=at)

    def get(self, actor: Actor, visit_id: str) -> Visit:
        """Give one of the actor's own visits that still stands.

        Raises:
            NotFound: when it is not the actor's, does not exist, or is cancelled.
        """
        with self._begin() as uow:
            return _standing(uow, actor, visit_id)

    def move(
        self,
        actor: Actor,
        visit_id: str,
        starts_at: datetime,
        ends_at: datetime | None,
        *,
        source_key: str,
        at: datetime,
    ) -> Visit:
        """Give a visit another time, once for each `source_key`; its reminders are planned anew.

        Those that wait to be sent are taken back.

        Raises:
            NotFound: when it is not the actor's, does not exist, or is cancelled.
            VisitInThePast: when the visit would begin before `at`.
            StorageUnavailable: when it could not be kept.
        """
        if starts_at <= at:
            raise VisitInThePast
        with self._begin() as uow:
            visit = _standing(uow, actor, visit_id)
            reminders = self._reminders(uow, visit.partner_id, (starts_at, ends_at), at)
            new = NewTime(source_key, starts_at, ends_at, reminders)
            earlier = uow.visits.reminder_ids(visit.id)
            if not uow.visits.move_once(visit.id, new, at):
                return visit
            _withdraw(uow, earlier, DropReason.MOVED)
            uow.audit.add(actor.account_id, "move", "visit", visit.id, at)
            uow.commit()
        return replace(visit, starts_at=starts_at, ends_at=ends_at)

    def together(self, actor: Actor, visit_id: str, *, at: datetime) -> list[Visit]:
        """List what still stands after `at` of the visits that came by the same message as this.

        Raises:
            NotFound: when it is not the actor's, or does not exist.
        """
        with self._begin() as uow:
            visit = access_visit(uow, actor, visit_id)
            return uow.visits.of_same_message(visit.id, since=at)

    def cancel(self, actor: Actor, visit_id: str, *, at: datetime) -> Visit:
        """Cancel a visit; its reminders are dropped, also those that wait to be sent.

        Raises:
            NotFound: when it is not the actor's, or does not exist.
        """
        with self._begin() as uow:
            visit = access_visit(uow, actor, visit_id)
            _cancel(uow, actor, visit, at)
            uow.commit()
        return visit

    def cancel_together(self, actor: Actor, visit_id: str, *, at: datetime) -> list[Visit]:
        """Cancel all that `together` lists.

        Raises:
            NotFound: when the visit is not the actor's, or does not exist.
        """
        with self._begin() as uow:
            visit = access_visit(uow, actor, visit_id)
            visits = uow.visits.of_same_message(visit.id, since=at)
            for each in visits:
                _cancel(uow, actor, each, at)
            uow.commit()
        return visits

    def _reminders(
        self,
        uow: UnitOfWork,
        partner: PartnerId,
        time: tuple[datetime, datetime | None],
        at: datetime,
    ) -> list[tuple[ReminderKind, datetime]]:
        preferences = uow.reminder_preferences.of(partner)
        return reminders_of(*time, preferences=preferences, at=at, zone=self._zone)


def _standing(uow: UnitOfWork, actor: Actor, visit_id: str) -> Visit:
    visit = access_visit(uow, actor, visit_id)
    if visit.state is VisitState.CANCELLED:
        raise NotFound
    return visit


def _cancel(uow: UnitOfWork, actor: Actor, visit: Visit, at: datetime) -> None:
    uow.visits.set_state(visit.id, VisitState.CANCELLED)
    _withdraw(uow, uow.visits.reminder_ids(visit.id), DropReason.CANCELLED)
    uow.audit.add(actor.account_id, "cancel", "visit", visit.id, at)


def _withdraw(uow: UnitOfWork, reminders: Sequence[ReminderId], reason: DropReason) -> None:
    for reminder in reminders:
        uow.outbox.withdraw(reminder_key(reminder), reason)
