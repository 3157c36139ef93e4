"""When those who go on a visit are reminded of it, and what is taken back when it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import PartnerId
from bot.domain_model.reminders import reminders_of
from bot.domain_model.visits import DropReason, ReminderId
from bot.services.ports.unit_of_work import UnitOfWork
from bot.services.ports.visits import RemindersOf
from bot.services.reminders import reminder_key


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
    uow: UnitOfWork, reminders: Sequence[ReminderId], reason: DropReason
) -> list[ReminderId]:
    """Take back reminders that wait to be sent; tell which these were."""
    return [each for each in reminders if uow.outbox.withdraw(reminder_key(each), reason)]
