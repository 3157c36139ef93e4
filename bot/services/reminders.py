"""Remind partners of their visits: what is due goes to the outbox, or is dropped with a reason.

A reminder and its outbox row change in one transaction, so that a worker killed at any moment
leaves it either waiting or handed over, never both. Sending, with its lease and its «sending»
state, is the outbox's work (docs/decisions/008-reminders.md).
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Channel, ChatId, PartnerId, chat_id
from bot.domain_model.dates import write_when
from bot.domain_model.messages import OutgoingKind
from bot.domain_model.people import Account, Partner
from bot.domain_model.visits import DropReason, ReminderId, ReminderKind, ReminderState, Visit
from bot.services.assistant import Button, payload
from bot.services.message_ports import Outgoing
from bot.services.ports import Begin, DueReminder, UnitOfWork
from bot.texts import Texts

BATCH = 50
"""Reminders in one transaction."""


def reminder_key(reminder: ReminderId) -> str:
    """Give the outbox's name for a reminder."""
    return f"reminder:{reminder}"


class Reminders:
    """Reminders that have come due."""

    def __init__(self, begin: Begin, texts: Texts, zone: ZoneInfo) -> None:
        """Work on the database of `begin`, with `texts`, and people's times in `zone`."""
        self._begin = begin
        self._texts = texts
        self._zone = zone

    def hand_over_due(self, *, at: datetime, limit: int = BATCH) -> int:
        """Hand reminders that are due at `at` to the outbox; tell how many were settled.

        A reminder that is of no use any more is dropped, with the reason in its row.

        Raises:
            StorageUnavailable: when the database cannot be reached; nothing is lost.
        """
        with self._begin() as uow:
            due = uow.reminders.claim_due(at, limit=limit)
            for reminder in due:
                self._settle(uow, reminder, at)
            uow.commit()
        return len(due)

    def _settle(self, uow: UnitOfWork, reminder: DueReminder, at: datetime) -> None:
        reason = reminder.visit.drop_reason(reminder.kind, at)
        if reason is None and reminder.kind is ReminderKind.AFTER_VISIT:
            reason = _answered_already(uow, reminder.visit)
        if reason is None and not self._hand_over(uow, reminder, at):
            reason = DropReason.NO_CHAT
        state = ReminderState.DROPPED if reason else ReminderState.QUEUED
        uow.reminders.settle(reminder.id, state, at, reason)

    def _hand_over(self, uow: UnitOfWork, reminder: DueReminder, at: datetime) -> bool:
        visit = reminder.visit
        reached = where_to_reach(uow, visit.partner_id)
        if reached is None:
            return False
        chat, language = reached
        uow.outbox.add_once(
            Outgoing(
                dedupe_key=reminder_key(reminder.id),
                chat=chat,
                text=self._text(uow, reminder.kind, visit, language, at),
                kind=OutgoingKind.REMINDER,
                language=language,
                buttons=[
                    Button(self._texts.get(f"reminders.{title}", language), payload)
                    for title, payload in _buttons(reminder, self._zone)
                ],
                expires_at=visit.useful_until(reminder.kind),
            ),
            at,
        )
        return True

    def _text(
        self, uow: UnitOfWork, kind: ReminderKind, visit: Visit, language: str, at: datetime
    ) -> str:
        when = write_when(visit.starts_at, visit.ends_at, language, zone=self._zone, at=at)
        key = f"reminders.{kind}"
        lines = [self._texts.get(key, language, when=when, school=visit.school_name)]
        if kind is ReminderKind.AFTER_VISIT:
            return lines[0]
        last = uow.reflections.last_at_school(visit.partner_id, visit.school_id)
        if last is not None and last.parts.next_step:
            lines.append(
                self._texts.get("reminders.next_step", language, step=last.parts.next_step)
            )
        else:
            lines.append(self._texts.get("reminders.question", language))
        return "\n".join(lines)


def _answered_already(uow: UnitOfWork, visit: Visit) -> DropReason | None:
    """Tell that the partner has reflected on the school since the visit began."""
    last = uow.reflections.last_at_school(visit.partner_id, visit.school_id)
    told = last is not None and last.created_at >= visit.starts_at
    return DropReason.REFLECTED if told else None


def _buttons(reminder: DueReminder, zone: ZoneInfo) -> list[tuple[str, str]]:
    """Give what can be done about a reminder: the name of a button's title, and its payload."""
    visit = reminder.visit
    if reminder.kind is ReminderKind.AFTER_VISIT:
        day = visit.starts_at.astimezone(zone).date().isoformat()
        wish = payload("log_reflection", school=visit.school_name, visited_on=day)
        return [("reflect", wish)]
    return [
        ("prepare", "/faq/prepare_visit"),
        ("move", payload("move_visit", visit=visit.id)),
        ("cancel", payload("cancel_visit", visit=visit.id)),
    ]


def where_to_reach(uow: UnitOfWork, partner_id: PartnerId) -> tuple[ChatId, str] | None:
    """Tell where a partner is reached unasked, and in which language; None when nowhere."""
    partner = uow.partners.get(partner_id)
    account = uow.accounts.by_partner(partner.id)
    chat = _chat_of(partner, account)
    return None if chat is None else (chat, _language_of(partner, account))


def _chat_of(partner: Partner, account: Account | None) -> ChatId | None:
    if partner.telegram_chat is not None and partner.telegram_reachable:
        return partner.telegram_chat
    return chat_id(Channel.WEB, account.id) if account else None


def _language_of(partner: Partner, account: Account | None) -> str:
    known = partner.pinned_language or partner.last_language
    return known or (account.language if account else "nb")
