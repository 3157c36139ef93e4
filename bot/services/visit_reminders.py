"""When those who go on a visit are reminded of it, and what is taken back when it changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import PartnerId
from bot.domain_model.reminders import reminders_of
from bot.domain_model.visits import DropReason, ReminderId, ReminderState
from bot.services.ports.unit_of_work import UnitOfWork
from bot.services.ports.visits import RemindersOf
from bot.services.reminders import reminder_key, reminder_of


def planned_reminders(
    uow: UnitOfWork,
    partners: Iterable[PartnerId],
    time: tuple[datetime, datetime | None],
    at: datetime,
    zone: ZoneInfo,
) -> RemindersOf:
    """Tell when each partner is reminded of a visit at this `time`, as she prefers it."""
    return {
        each: reminders_of(*time, preferences=uow.reminder_preferences.of(each), at=at, zone=zone)
        for each in partners
    }


def withdraw(
    uow: UnitOfWork, reminders: Iterable[ReminderId], reason: DropReason
) -> list[ReminderId]:
    """Take back reminders that wait to be sent; tell which these were.

    One that is on its way cannot be taken back; `needless` is asked when it did not arrive.
    """
    return [each for each in reminders if uow.outbox.withdraw(reminder_key(each), reason)]


def drop_queued(
    uow: UnitOfWork, reminders: Iterable[ReminderId], reason: DropReason, at: datetime
) -> None:
    """Take back reminders that wait to be sent, and say so of the reminders themselves."""
    for each in withdraw(uow, reminders, reason):
        uow.reminders.settle(each, ReminderState.DROPPED, at, reason)


def needless(uow: UnitOfWork, dedupe_key: str, at: datetime) -> DropReason | None:
    """Say why a message need not be tried again, as the visit that it is about has changed.

    None when it has not, or the message is no reminder of a visit. The visit is held until this
    transaction ends: whoever changes it meanwhile finds the message waiting, and withdraws it.
    """
    reminder = reminder_of(dedupe_key)
    if reminder is None:
        return None
    kept = uow.reminders.hold(reminder)
    if kept is None:
        return DropReason.REPLACED
    reason = kept.visit.drop_reason(kept.kind, at)
    if reason is None or reason is DropReason.PAST:
        return None
    uow.reminders.settle(reminder, ReminderState.DROPPED, at, reason)
    return reason
