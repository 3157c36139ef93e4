"""Repositories of reminders, and of what partners prefer about them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session, selectinload

from bot.domain_model.actors import PartnerId
from bot.domain_model.reminders import DEFAULTS, ReminderPreferences
from bot.domain_model.visits import ReminderId, ReminderKind, ReminderState, VisitId
from bot.services.ports.reminders import KeptReminder
from bot.storage.base import new_id
from bot.storage.reminder_tables import Reminder, ReminderPreference
from bot.storage.tables import Visit
from bot.storage.upsert import insert_once
from bot.storage.visits import visit_of


class Reminders:
    """Reminders on their way from a visit to the outbox."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def claim_due(self, at: datetime, *, limit: int) -> list[KeptReminder]:
        """Give waiting reminders that are due at `at`, locked until this transaction ends.

        On PostgreSQL several workers share the work, as each skips the rows of the others; on
        SQLite the transaction holds the only write lock.
        """
        due = select(Reminder).where(
            Reminder.state == ReminderState.WAITING, Reminder.due_at <= at
        )
        claimed = due.order_by(Reminder.due_at, Reminder.id).limit(limit)
        together = claimed.options(selectinload(Reminder.visit))
        rows = self._session.scalars(together.with_for_update(skip_locked=True, of=Reminder))
        return [_kept(row) for row in rows.all()]

    def settle(
        self, reminder: ReminderId, state: ReminderState, at: datetime, reason: str | None = None
    ) -> None:
        """Say what became of a reminder."""
        row = self._session.get_one(Reminder, reminder)
        row.state, row.settled_at, row.reason = state, at, reason
        self._session.flush()

    def put_off(self, reminder: ReminderId, due_at: datetime) -> None:
        """Let a reminder that waits be due at another time."""
        self._session.get_one(Reminder, reminder).due_at = due_at
        self._session.flush()

    def snooze_once(
        self,
        visit: VisitId,
        partner: PartnerId,
        kind: ReminderKind,
        due_at: datetime,
        source_key: str,
    ) -> bool:
        """Plan one more of a partner's reminders; False when this source planned it before.

        The caller holds the visit, so that of two at once each gets a number of its own.
        """
        numbers = select(func.max(Reminder.snooze)).where(
            Reminder.visit_id == visit, Reminder.partner_id == partner, Reminder.kind == kind
        )
        row = Reminder(
            id=new_id(),
            visit_id=visit,
            partner_id=partner,
            kind=kind,
            snooze=(self._session.scalars(numbers).one() or 0) + 1,
            source_key=source_key,
            due_at=due_at,
            state=ReminderState.WAITING,
        )
        return insert_once(self._session, row, ("source_key",))

    def waiting_of_visit(self, visit: VisitId, partner: PartnerId) -> list[KeptReminder]:
        """List a partner's reminders of a visit that wait, earliest first."""
        waiting = select(Reminder).where(
            Reminder.visit_id == visit,
            Reminder.partner_id == partner,
            Reminder.state == ReminderState.WAITING,
        )
        ordered = waiting.order_by(Reminder.due_at, Reminder.id)
        return [_kept(row) for row in self._session.scalars(ordered)]

    def of_visit(self, visit: VisitId) -> list[KeptReminder]:
        """List everybody's reminders of a visit, whatever became of them."""
        found = select(Reminder).where(Reminder.visit_id == visit).order_by(Reminder.id)
        return [_kept(row) for row in self._session.scalars(found)]

    def hold(self, reminder: ReminderId) -> KeptReminder | None:
        """Find a reminder, held with its visit until this transaction ends."""
        visit = select(Reminder.visit_id).where(Reminder.id == reminder).scalar_subquery()
        # The visit's own row first, as whoever changes it does; and nothing is read before that.
        self._session.execute(select(Visit.id).where(Visit.id == visit).with_for_update())
        found = select(Reminder).where(Reminder.id == reminder).with_for_update(of=Reminder)
        row = self._session.scalars(found).one_or_none()
        return None if row is None else _kept(row)

    def waiting_of_partner(self, partner: PartnerId) -> list[KeptReminder]:
        """List a partner's reminders that wait, held until this transaction ends."""
        waiting = select(Reminder).where(
            Reminder.partner_id == partner, Reminder.state == ReminderState.WAITING
        )
        held = waiting.order_by(Reminder.id).with_for_update(of=Reminder)
        return [_kept(row) for row in self._session.scalars(held)]

    def wait_again(self, visit: VisitId, reason: str, at: datetime) -> list[ReminderId]:
        """Let a visit's reminders that were dropped for a reason wait again; tell which.

        Those that come after it stay dropped when they were due before `at`.
        """
        dropped = update(Reminder).where(
            Reminder.visit_id == visit,
            Reminder.state == ReminderState.DROPPED,
            Reminder.reason == reason,
            or_(Reminder.kind != ReminderKind.AFTER_VISIT, Reminder.due_at > at),
        )
        again = dropped.values(state=ReminderState.WAITING, reason=None, settled_at=None)
        return [ReminderId(each) for each in self._session.scalars(again.returning(Reminder.id))]

    def last_given(self, partner: PartnerId) -> KeptReminder | None:
        """Give the reminder that was last handed over to a partner."""
        given = select(Reminder).where(
            Reminder.partner_id == partner, Reminder.state == ReminderState.QUEUED
        )
        newest = given.order_by(Reminder.settled_at.desc(), Reminder.id).limit(1)
        row = self._session.scalars(newest).one_or_none()
        return None if row is None else _kept(row)


class PreferenceRows:
    """What partners prefer."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def of(self, partner: PartnerId) -> ReminderPreferences:
        """Give a partner's preferences; the defaults for one who never changed any."""
        row = self._session.get(ReminderPreference, partner)
        if row is None:
            return DEFAULTS
        return ReminderPreferences(
            wanted=frozenset(kind for kind in ReminderKind if getattr(row, kind)),
            day_before_at=row.day_before_at,
            quiet_from=row.quiet_from,
            quiet_until=row.quiet_until,
            paused_until=row.paused_until,
        )

    def save(self, partner: PartnerId, preferences: ReminderPreferences) -> None:
        """Keep what was changed."""
        self._session.merge(
            ReminderPreference(
                partner_id=partner,
                day_before_at=preferences.day_before_at,
                quiet_from=preferences.quiet_from,
                quiet_until=preferences.quiet_until,
                paused_until=preferences.paused_until,
                **{kind.value: kind in preferences.wanted for kind in ReminderKind},
            )
        )
        self._session.flush()


def _kept(row: Reminder) -> KeptReminder:
    return KeptReminder(
        id=ReminderId(row.id),
        partner_id=PartnerId(row.partner_id),
        kind=ReminderKind(row.kind),
        visit=visit_of(row.visit),
        due_at=row.due_at,
        snoozed=row.snooze > 0,
    )
