"""Repository of reminders."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain_model.visits import ReminderId, ReminderKind, ReminderState
from bot.services.ports import DueReminder
from bot.storage import tables
from bot.storage.visits import visit_of


class Reminders:
    """Reminders on their way from a visit to the outbox."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def claim_due(self, at: datetime, *, limit: int) -> list[DueReminder]:
        """Give waiting reminders that are due at `at`, locked until this transaction ends.

        On PostgreSQL several workers share the work, as each skips the rows of the others; on
        SQLite the transaction holds the only write lock.
        """
        row = tables.Reminder
        due = select(row).where(row.state == ReminderState.WAITING, row.due_at <= at)
        claimed = due.order_by(row.due_at, row.id).limit(limit)
        rows = self._session.scalars(claimed.with_for_update(skip_locked=True, of=row)).all()
        return [
            DueReminder(ReminderId(each.id), ReminderKind(each.kind), visit_of(each.visit))
            for each in rows
        ]

    def settle(
        self, reminder: ReminderId, state: ReminderState, at: datetime, reason: str | None = None
    ) -> None:
        """Say what became of a reminder."""
        row = self._session.get_one(tables.Reminder, reminder)
        row.state, row.settled_at, row.reason = state, at, reason
        self._session.flush()
