"""Who goes on a visit: colleagues come along, or stay away after all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor, PartnerId
from bot.domain_model.errors import NotFound, RefleksError
from bot.domain_model.visits import DropReason, Participant, Visit
from bot.services.access import own_partner
from bot.services.access_visits import (
    access_colleague,
    access_visit,
    colleagues_of,
    series_of,
    standing_visit,
)
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.visit_notices import News, VisitNews, VisitNotices
from bot.services.visit_reminders import planned_reminders, withdraw


class NobodyLeft(RefleksError):
    """A visit that nobody would go on is cancelled, not left."""


class VisitParticipants:
    """Changes who goes on visits that stand."""

    def __init__(self, begin: Begin, notices: VisitNotices, zone: ZoneInfo) -> None:
        """Work on the database that `begin` opens transactions on; times are in `zone`."""
        self._begin = begin
        self._notices = notices
        self._zone = zone

    def colleagues(self, actor: Actor) -> list[Participant]:
        """List those whom the actor may take along, by name.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            return [Participant(each.id, each.name) for each in colleagues_of(uow, actor)]

    def add(
        self,
        actor: Actor,
        visit_id: str,
        partner_id: str,
        *,
        source_key: str,
        at: datetime,
        whole: bool = False,
    ) -> list[Visit]:
        """Let a colleague come along, with reminders of her own; she is told once for all visits.

        If `whole`, it is all that is still to come of the visit's series. Where she goes already
        she goes on. Give the visits that it is about.

        Raises:
            NotFound: when the visit is not the actor's, does not exist or is off, or the partner
                is not a colleague.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            visits = _meant(uow, actor, visit_id, at, whole=whole)
            colleague = access_colleague(uow, actor, partner_id).id
            joined = [each for each in visits if self._joins(uow, each, colleague, at)]
            if joined:
                _note(uow, actor, "add_participant", joined, at)
                news = News(VisitNews.JOINED, own_partner(uow, actor).id, joined, source_key)
                self._notices.tell(uow, colleague, news, at)
                uow.commit()
            return [access_visit(uow, actor, each.id) for each in visits]

    def remove(
        self,
        actor: Actor,
        visit_id: str,
        partner_id: str,
        *,
        source_key: str,
        at: datetime,
        whole: bool = False,
    ) -> list[Visit]:
        """Let a colleague not come along; her reminders end, and she is told, as with `add`.

        Raises:
            NotFound: when the visit is not the actor's, does not exist or is off, or the partner
                does not go on it, or on any of the series.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            colleague, own = PartnerId(partner_id), own_partner(uow, actor).id
            meant = _meant(uow, actor, visit_id, at, whole=whole)
            visits = [each for each in meant if each.includes(colleague)]
            if colleague == own or not visits:
                raise NotFound
            for each in visits:
                _take_off(uow, each, colleague, at)
            _note(uow, actor, "remove_participant", visits, at)
            self._notices.tell(
                uow, colleague, News(VisitNews.REMOVED, own, visits, source_key), at
            )
            uow.commit()
            return [access_visit(uow, actor, each.id) for each in visits]

    def leave(
        self, actor: Actor, visit_id: str, *, source_key: str, at: datetime, whole: bool = False
    ) -> list[Visit]:
        """Let the actor not go herself; her reminders end, and the others are told, as with `add`.

        Of a series, visits that she goes on alone stay hers. Give those that she has left.

        Raises:
            NotFound: when the visit is not the actor's, does not exist or is off.
            NobodyLeft: when she goes alone.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            own = own_partner(uow, actor).id
            meant = _meant(uow, actor, visit_id, at, whole=whole)
            for each in meant:
                uow.visits.reminder_ids(each.id)
            visits = [each for each in meant if each.others(own)]
            if not visits:
                raise NobodyLeft
            for each in visits:
                _take_off(uow, each, own, at)
            _note(uow, actor, "leave", visits, at)
            self._notices.tell_others(uow, News(VisitNews.LEFT, own, visits, source_key), at)
            uow.commit()
        return visits

    def _joins(self, uow: UnitOfWork, visit: Visit, colleague: PartnerId, at: datetime) -> bool:
        uow.visits.reminder_ids(visit.id)
        time = (visit.starts_at, visit.ends_at)
        due = planned_reminders(uow, [colleague], time, at, self._zone)[colleague]
        return uow.visits.add_participant(visit.id, colleague, due, at)


def _meant(
    uow: UnitOfWork, actor: Actor, visit_id: str, at: datetime, *, whole: bool
) -> list[Visit]:
    visit = standing_visit(uow, actor, visit_id)
    return (series_of(uow, actor, visit_id, since=at) if whole else []) or [visit]


def _take_off(uow: UnitOfWork, visit: Visit, partner: PartnerId, at: datetime) -> None:
    withdraw(uow, uow.visits.reminder_ids(visit.id, partner), DropReason.UNWANTED)
    uow.visits.remove_participant(visit.id, partner, at)


def _note(uow: UnitOfWork, actor: Actor, what: str, visits: Sequence[Visit], at: datetime) -> None:
    for each in visits:
        uow.audit.add(actor.account_id, what, "visit", each.id, at)
