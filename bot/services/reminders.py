"""Remind partners of their visits: what is due goes to the outbox, or is dropped with a reason.

A reminder and its outbox row change in one transaction, so that a worker killed at any moment
leaves it either waiting or handed over, never both. Sending, with its lease and its «sending»
state, is the outbox's work (docs/decisions/008-reminders.md).
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Channel, ChatId, PartnerId, chat_id
from bot.domain_model.errors import StorageUnavailable
from bot.domain_model.insights import DeliveredHow
from bot.domain_model.messages import OutgoingKind
from bot.domain_model.reminders import (
    HOUR_BEFORE,
    LATE_AFTER,
    SAME_TIME,
    ReminderPreferences,
    due_at,
)
from bot.domain_model.visits import DropReason, ReminderId, ReminderKind, ReminderState, Visit
from bot.services.insights import offered_insights
from bot.services.ports.assistant import Button
from bot.services.ports.insights import Offer
from bot.services.ports.messages import Outgoing
from bot.services.ports.reminders import KeptReminder
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.reminder_texts import Occasion, ReminderTexts

BATCH = 50
"""Reminders in one transaction. Each process makes one a second, and so hands over more than can
leave meanwhile; were it thousands, sending would have to wait for a database with one writer."""

_log = logging.getLogger(__name__)


def reminder_key(reminder: ReminderId) -> str:
    """Give the outbox's name for a reminder."""
    return f"reminder:{reminder}"


def reminder_of(dedupe_key: str) -> ReminderId | None:
    """Tell which reminder the outbox has under this name; None when it is something else."""
    reminder = dedupe_key.removeprefix(reminder_key(ReminderId("")))
    return ReminderId(reminder) if reminder != dedupe_key else None


class Reminders:
    """Reminders that have come due."""

    def __init__(self, begin: Begin, texts: ReminderTexts, zone: ZoneInfo) -> None:
        """Work on the database of `begin`; quiet hours are read in `zone`."""
        self._begin = begin
        self._texts = texts
        self._zone = zone

    def hand_over_due(self, *, at: datetime, limit: int = BATCH) -> int:
        """Hand the first reminders that are due at `at` to the outbox; tell how many were settled.

        A reminder that is of no use any more, or not wanted, is dropped, with the reason in its
        row; so is one that cannot be made, which the log names and the coordinator is shown. One
        that has come late into the quiet hours waits until they are over.

        Raises:
            StorageUnavailable: when the database cannot be reached; nothing is lost.
        """
        with self._begin() as uow:
            due = uow.reminders.claim_due(at, limit=limit)
            for reminder in due:
                self._settle_alone(uow, reminder, at)
            uow.commit()
        return len(due)

    def _settle_alone(self, uow: UnitOfWork, reminder: KeptReminder, at: datetime) -> None:
        """Settle a reminder; one that a defect keeps from being made holds up no other one."""
        try:
            with uow.savepoint():
                self._settle(uow, reminder, at)
        except StorageUnavailable:
            raise
        except Exception as error:
            kind, place = type(error).__name__, traceback.extract_tb(error.__traceback__)[-1]
            where = f"{place.filename}:{place.lineno}"
            # No traceback: the words of an error may be those of a partner.
            _log.error("reminder %s cannot be made: %s at %s", reminder.id, kind, where)
            uow.reminders.settle(reminder.id, ReminderState.DROPPED, at, DropReason.FAILED)

    def snooze_buttons(
        self, visit: Visit, kind: ReminderKind, language: str, *, at: datetime
    ) -> list[Button]:
        """Give the buttons that put a reminder off, as far as it is then still of use."""
        return self._texts.snooze_buttons(Occasion(kind, visit, language, None), at)

    def _settle(self, uow: UnitOfWork, reminder: KeptReminder, at: datetime) -> None:
        visit, kind = reminder.visit, reminder.kind
        preferences = uow.reminder_preferences.of(reminder.partner_id)
        reason = visit.drop_reason(kind, at)
        if reason is None and not reminder.snoozed:
            reason = preferences.drop_reason(kind, at, self._zone)
            reason = reason or _said_by_another(reminder, preferences, at)
        if reason is None and kind is ReminderKind.AFTER_VISIT:
            reason = _answered_already(uow, reminder)
        if reason is None:
            morning = self._morning(preferences, reminder, at)
            if morning is not None:
                uow.reminders.put_off(reminder.id, morning)
                return
            self._hand_over(uow, reminder, preferences, at)
        state = ReminderState.DROPPED if reason else ReminderState.QUEUED
        uow.reminders.settle(reminder.id, state, at, reason)

    def _morning(
        self, preferences: ReminderPreferences, reminder: KeptReminder, at: datetime
    ) -> datetime | None:
        """Give when a reminder that comes late into the quiet hours is given instead."""
        on_time = at - reminder.due_at < LATE_AFTER
        if on_time or reminder.snoozed or reminder.kind is ReminderKind.HOUR_BEFORE:
            return None
        awake = preferences.out_of_quiet_hours(at, self._zone)
        return awake if at < awake < reminder.visit.useful_until(reminder.kind) else None

    def _meant_for(self, reminder: KeptReminder, preferences: ReminderPreferences) -> datetime:
        """Give when a reminder was to come, also when it then waited for the morning."""
        if reminder.snoozed:
            return reminder.due_at
        visit = reminder.visit
        planned = due_at(reminder.kind, visit.starts_at, visit.ends_at, preferences, self._zone)
        return min(planned, reminder.due_at)

    def _hand_over(
        self,
        uow: UnitOfWork,
        reminder: KeptReminder,
        preferences: ReminderPreferences,
        at: datetime,
    ) -> None:
        visit = reminder.visit
        chat, language = where_to_reach(uow, reminder.partner_id)
        occasion = _occasion(uow, reminder, language, at)
        uow.outbox.add_once(
            Outgoing(
                dedupe_key=reminder_key(reminder.id),
                chat=chat,
                text=self._texts.text(occasion, at),
                kind=OutgoingKind.REMINDER,
                language=language,
                buttons=self._texts.buttons(occasion, at),
                expires_at=visit.useful_until(reminder.kind),
                due_at=self._meant_for(reminder, preferences),
            ),
            at,
        )


def _occasion(uow: UnitOfWork, reminder: KeptReminder, language: str, at: datetime) -> Occasion:
    """Find what helps at this visit; an insight that is told is noted as delivered."""
    visit = reminder.visit
    last = uow.reflections.last_at_school(reminder.partner_id, visit.school_id)
    together = tuple(each.name for each in visit.others(reminder.partner_id))
    occasion = Occasion(reminder.kind, visit, language, last, together=together)
    if reminder.kind is not ReminderKind.DAY_BEFORE or not occasion.themes:
        return occasion
    partner = uow.partners.get(reminder.partner_id)
    offer = Offer(partner.id, at, occasion.themes, outside=partner.institution_id)
    offered = offered_insights(uow, partner, offer, limit=1)
    if not offered:
        return occasion
    uow.insights.deliver_once(offered[0].id, partner.id, DeliveredHow.REMINDER, at)
    return replace(occasion, insight=offered[0])


def _said_by_another(
    reminder: KeptReminder, preferences: ReminderPreferences, at: datetime
) -> DropReason | None:
    """Tell that a reminder of the day before comes so late that the hour before says the same."""
    nearer = ReminderKind.HOUR_BEFORE in preferences.wanted
    late = reminder.visit.starts_at - HOUR_BEFORE - at < SAME_TIME
    day_before = reminder.kind is ReminderKind.DAY_BEFORE
    return DropReason.PAST if day_before and nearer and late else None


def _answered_already(uow: UnitOfWork, reminder: KeptReminder) -> DropReason | None:
    """Tell that the partner has reflected on the school since the visit began."""
    visit = reminder.visit
    last = uow.reflections.last_at_school(reminder.partner_id, visit.school_id)
    told = last is not None and last.created_at >= visit.starts_at
    return DropReason.REFLECTED if told else None


def where_to_reach(uow: UnitOfWork, partner_id: PartnerId) -> tuple[ChatId, str]:
    """Tell where a partner is reached unasked, and in which language.

    Raises:
        NotFound: when she has been erased.
    """
    partner = uow.partners.get(partner_id)
    account = uow.accounts.by_partner(partner.id)
    language = partner.pinned_language or partner.last_language or account.language
    if partner.telegram_chat is not None and partner.telegram_reachable:
        return partner.telegram_chat, language
    return chat_id(Channel.WEB, account.id), language
