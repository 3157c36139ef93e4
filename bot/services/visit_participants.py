"""Who goes on a visit: colleagues come along, or stay away after all."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor, PartnerId
from bot.domain_model.errors import NotFound, RefleksError
from bot.domain_model.visits import DropReason, Participant, Visit
from bot.services.access import own_partner
from bot.services.access_visits import access_colleague, colleagues_of, standing_visit
from bot.services.ports import Begin, UnitOfWork
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
        self, actor: Actor, visit_id: str, partner_id: str, *, source_key: str, at: datetime
    ) -> Visit:
        """Let a colleague come along, with reminders of her own; she is told.

        One who goes already goes on, and is told nothing.

        Raises:
            NotFound: when the visit is not the actor's, does not exist or is off, or the partner
                is not a colleague.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            visit = standing_visit(uow, actor, visit_id)
            colleague = access_colleague(uow, actor, partner_id).id
            uow.visits.reminder_ids(visit.id)
            time = (visit.starts_at, visit.ends_at)
            due = planned_reminders(uow, [colleague], time, at, self._zone)[colleague]
            if uow.visits.add_participant(visit.id, colleague, due, at):
                uow.audit.add(actor.account_id, "add_participant", "visit", visit.id, at)
                news = News(VisitNews.JOINED, own_partner(uow, actor).id, [visit], source_key)
                self._notices.tell(uow, colleague, news, at)
                uow.commit()
            return standing_visit(uow, actor, visit_id)

    def remove(
        self, actor: Actor, visit_id: str, partner_id: str, *, source_key: str, at: datetime
    ) -> Visit:
        """Let a colleague not come along; her reminders end, and she is told.

        Raises:
            NotFound: when the visit is not the actor's, does not exist or is off, or the partner
                does not go on it.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            visit = standing_visit(uow, actor, visit_id)
            colleague = PartnerId(partner_id)
            own = own_partner(uow, actor).id
            if colleague == own or not visit.includes(colleague):
                raise NotFound
            self._take_off(uow, visit, colleague, at)
            uow.audit.add(actor.account_id, "remove_participant", "visit", visit.id, at)
            news = News(VisitNews.REMOVED, own, [visit], source_key)
            self._notices.tell(uow, colleague, news, at)
            uow.commit()
            return standing_visit(uow, actor, visit_id)

    def leave(self, actor: Actor, visit_id: str, *, source_key: str, at: datetime) -> Visit:
        """Let the actor not go herself; her reminders end, and the others are told.

        Raises:
            NotFound: when the visit is not the actor's, does not exist or is off.
            NobodyLeft: when she goes alone.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            visit = standing_visit(uow, actor, visit_id)
            own = own_partner(uow, actor).id
            uow.visits.reminder_ids(visit.id)
            if not visit.others(own):
                raise NobodyLeft
            self._take_off(uow, visit, own, at)
            uow.audit.add(actor.account_id, "leave", "visit", visit.id, at)
            news = News(VisitNews.LEFT, own, [visit], source_key)
            self._notices.tell_others(uow, news, at)
            uow.commit()
        return visit

    def _take_off(self, uow: UnitOfWork, visit: Visit, partner: PartnerId, at: datetime) -> None:
        withdraw(uow, uow.visits.reminder_ids(visit.id, partner), DropReason.UNWANTED)
        uow.visits.remove_participant(visit.id, partner, at)
