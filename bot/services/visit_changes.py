"""What happens to visits that stand, as part of a transaction that is open already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor
from bot.domain_model.visits import (
    DropReason,
    ReminderKind,
    ReminderState,
    Visit,
    VisitInThePast,
    VisitState,
)
from bot.services.access import own_partner
from bot.services.ports.unit_of_work import UnitOfWork
from bot.services.ports.visits import NewTime
from bot.services.reminders import reminder_key
from bot.services.visit_notices import News, VisitNews, VisitNotices
from bot.services.visit_reminders import drop_queued, planned_reminders, withdraw


@dataclass(frozen=True, slots=True)
class MoveVisit:
    """When a visit takes place instead; `source_key` names the message that confirmed it."""

    source_key: str
    starts_at: datetime
    ends_at: datetime | None = None


class VisitChanges:
    """Moves and cancels visits; reminders follow, and those who go as well are told."""

    def __init__(self, notices: VisitNotices, zone: ZoneInfo) -> None:
        """Tell by `notices`; times are in `zone`."""
        self._notices = notices
        self._zone = zone

    def move(
        self,
        uow: UnitOfWork,
        actor: Actor,
        wishes: Sequence[tuple[Visit, MoveVisit]],
        at: datetime,
    ) -> list[Visit]:
        """Give visits other times; tell what was moved, as a message moves each visit once.

        Raises:
            VisitInThePast: when a visit would begin before `at`.
        """
        if any(wish.starts_at <= at for _, wish in wishes):
            raise VisitInThePast
        moved = [
            replace(visit, starts_at=wish.starts_at, ends_at=wish.ends_at)
            for visit, wish in wishes
            if self._moved(uow, actor, visit, wish, at)
        ]
        if moved:
            own = own_partner(uow, actor).id
            news = News(VisitNews.MOVED, own, moved, wishes[0][1].source_key)
            self._notices.tell_others(uow, news, at)
        return moved

    def _moved(
        self, uow: UnitOfWork, actor: Actor, visit: Visit, wish: MoveVisit, at: datetime
    ) -> bool:
        time = (wish.starts_at, wish.ends_at)
        partners = [each.id for each in visit.participants]
        reminders = planned_reminders(uow, partners, time, at, self._zone)
        earlier = uow.visits.reminder_ids(visit.id)
        if not uow.visits.move_once(visit.id, NewTime(wish.source_key, *time, reminders), at):
            return False
        withdraw(uow, earlier, DropReason.MOVED)
        uow.audit.add(actor.account_id, "move", "visit", visit.id, at)
        return True

    def finish(self, uow: UnitOfWork, actor: Actor, visit: Visit, at: datetime) -> None:
        """Let a visit be done: nobody is reminded before it, and the actor not after it either.

        That holds also for what waits to be sent. Those who go as well are asked how it went all
        the same: each tells it herself.
        """
        uow.visits.set_state(visit.id, VisitState.DONE)
        own = own_partner(uow, actor).id
        uow.visits.reminder_ids(visit.id)
        after, reason = ReminderKind.AFTER_VISIT, DropReason.DONE
        reminders = uow.reminders.of_visit(visit.id)
        ended = [each.id for each in reminders if each.partner_id == own or each.kind != after]
        drop_queued(uow, ended, reason, at)
        for each in uow.reminders.waiting_of_visit(visit.id, own):
            uow.reminders.settle(each.id, ReminderState.DROPPED, at, reason)
        uow.audit.add(actor.account_id, "finish", "visit", visit.id, at)

    def reopen(self, uow: UnitOfWork, actor: Actor, visit: Visit, at: datetime) -> None:
        """Let a visit that was done stand again; the reminders that this dropped wait again.

        So do those that were in the outbox already, and had not left it: they are made anew, as
        «i morgen» may be «i dag» by now. One who is asked how it went when it ends is asked only
        if it has not ended yet.
        """
        uow.visits.reminder_ids(visit.id)
        uow.visits.set_state(visit.id, VisitState.PLANNED)
        for each in uow.reminders.wait_again(visit.id, DropReason.DONE, at):
            uow.outbox.forget_withdrawn(reminder_key(each))
        uow.audit.add(actor.account_id, "reopen", "visit", visit.id, at)

    def cancel(self, uow: UnitOfWork, actor: Actor, visits: Sequence[Visit], at: datetime) -> None:
        """Cancel visits; their reminders are dropped, also those that wait to be sent."""
        for visit in visits:
            uow.visits.set_state(visit.id, VisitState.CANCELLED)
            drop_queued(uow, uow.visits.reminder_ids(visit.id), DropReason.CANCELLED, at)
            uow.audit.add(actor.account_id, "cancel", "visit", visit.id, at)
        if visits:
            own = own_partner(uow, actor).id
            news = News(VisitNews.CANCELLED, own, visits, visits[0].id)
            self._notices.tell_others(uow, news, at)
