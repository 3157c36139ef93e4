"""What partners say of their reminders: put this one off, no more of those, not before eight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor
from bot.domain_model.reminders import (
    SAME_TIME,
    NotPutOff,
    PreferenceChange,
    ReminderPreferences,
    due_at,
)
from bot.domain_model.visits import DropReason, ReminderKind, ReminderState, Visit
from bot.services.access import own_partner
from bot.services.access_visits import kept_visit, visits_of
from bot.services.ports.reminders import KeptReminder
from bot.services.ports.unit_of_work import Begin, UnitOfWork


@dataclass(frozen=True, slots=True)
class SnoozeReminder:
    """A reminder that shall come again at `until`; `source_key` names the message that said so."""

    source_key: str
    visit_id: str
    kind: ReminderKind
    until: datetime


class ReminderWishes:
    """Which reminders come, and when, as each partner wants it."""

    def __init__(self, begin: Begin, zone: ZoneInfo) -> None:
        """Work on the database that `begin` opens transactions on; times are in `zone`."""
        self._begin = begin
        self._zone = zone

    def preferences(self, actor: Actor) -> ReminderPreferences:
        """Give the actor's preferences.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            return uow.reminder_preferences.of(own_partner(uow, actor).id)

    def prefer(
        self, actor: Actor, change: PreferenceChange, *, at: datetime
    ) -> ReminderPreferences:
        """Change the actor's preferences; reminders that wait follow the new times.

        Raises:
            NotAllowed: when `actor` is not a partner.
            Invalid: when the pause that is asked for does not end on a day to come.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            old = uow.reminder_preferences.of(partner.id)
            new = change.applied_to(old, at.astimezone(self._zone).date())
            if new != old:
                uow.reminder_preferences.save(partner.id, new)
                for each in uow.reminders.waiting_of_partner(partner.id):
                    if not each.snoozed:
                        uow.reminders.put_off(each.id, self._due(each.kind, each.visit, new))
                uow.commit()
        return new

    def snooze(self, actor: Actor, wish: SnoozeReminder, *, at: datetime) -> Visit:
        """Have a reminder come again, once for each `source_key`.

        One that waits takes its place when both would come at about the same time, and so does
        one that was put off before.

        Raises:
            NotFound: when the visit is not the actor's, does not exist, or is cancelled.
            NotPutOff: when it would come in the past, or too late to be of use.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            visit = _held(uow, actor, wish.visit_id)
            if not at < wish.until < visit.useful_until(wish.kind):
                raise NotPutOff
            partner = own_partner(uow, actor).id
            waiting = uow.reminders.waiting_of_visit(visit.id, partner)
            again = (wish.kind, wish.until, wish.source_key)
            if uow.reminders.snooze_once(visit.id, partner, *again):
                replaced = [each for each in waiting if _takes_the_place_of(wish, each)]
                _drop(uow, replaced, DropReason.SNOOZED, at)
                uow.commit()
        return visit

    def dismiss(self, actor: Actor, visit_id: str, kind: ReminderKind, *, at: datetime) -> Visit:
        """Give no more reminders before a visit; or, of one that is over, ask no more about it.

        Raises:
            NotFound: when the visit is not the actor's, does not exist, or is cancelled.
        """
        with self._begin() as uow:
            visit = _held(uow, actor, visit_id)
            waiting = uow.reminders.waiting_of_visit(visit.id, own_partner(uow, actor).id)
            alike = [each for each in waiting if _same_side(kind, each.kind)]
            _drop(uow, alike, DropReason.UNWANTED, at)
            uow.commit()
        return visit

    def about(self, actor: Actor, *, at: datetime) -> tuple[Visit, ReminderKind] | None:
        """Tell which reminder «remind me again» is about.

        The last one that was given, while it is of use; else one of the next visit.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            given = uow.reminders.last_given(own_partner(uow, actor).id)
            if given is not None and given.visit.drop_reason(given.kind, at) is None:
                return given.visit, given.kind
            coming = visits_of(uow, actor, since=at, limit=1)
        return (coming[0], ReminderKind.DAY_BEFORE) if coming else None

    def _due(self, kind: ReminderKind, visit: Visit, preferences: ReminderPreferences) -> datetime:
        return due_at(kind, visit.starts_at, visit.ends_at, preferences, self._zone)


def _held(uow: UnitOfWork, actor: Actor, visit_id: str) -> Visit:
    """Give a visit that is not cancelled, held with its reminders until the transaction ends."""
    visit = kept_visit(uow, actor, visit_id)
    uow.visits.reminder_ids(visit.id)
    return visit


def _takes_the_place_of(wish: SnoozeReminder, other: KeptReminder) -> bool:
    if not _same_side(wish.kind, other.kind):
        return False
    put_off_before = other.snoozed and other.kind is wish.kind
    return put_off_before or abs(other.due_at - wish.until) < SAME_TIME


def _same_side(one: ReminderKind, other: ReminderKind) -> bool:
    """Tell whether both come before a visit, or both after it."""
    return (one is ReminderKind.AFTER_VISIT) == (other is ReminderKind.AFTER_VISIT)


def _drop(
    uow: UnitOfWork, reminders: Sequence[KeptReminder], reason: DropReason, at: datetime
) -> None:
    for each in reminders:
        uow.reminders.settle(each.id, ReminderState.DROPPED, at, reason)
