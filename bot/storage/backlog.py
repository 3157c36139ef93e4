"""How much waits, and how long: what shows first when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.domain_model.messages import InboxState, OutboxState
from bot.domain_model.visits import ReminderState
from bot.storage.database import Database
from bot.storage.message_tables import Inbox, Outbox
from bot.storage.reminder_tables import Reminder

_OVERDUE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Backlog:
    """Messages and reminders that are not where they should be."""

    parked: int
    unanswered: int
    unsent: int
    uncertain: int
    overdue_reminders: int


def backlog(database: Database, at: datetime) -> Backlog:
    """Count what has waited for more than ten minutes at `at`, and what waits for an operator.

    Raises:
        StorageUnavailable: when the database cannot be reached.
    """
    long_ago = at - _OVERDUE
    counts = {
        "parked": (Inbox.sequence, (Inbox.state == InboxState.PARKED,)),
        "unanswered": (
            Inbox.sequence,
            (Inbox.state == InboxState.WAITING, Inbox.received_at < long_ago),
        ),
        "unsent": (
            Outbox.sequence,
            (
                Outbox.state.in_([OutboxState.WAITING, OutboxState.SENDING]),
                Outbox.not_before < long_ago,
            ),
        ),
        "uncertain": (Outbox.sequence, (Outbox.state == OutboxState.UNCERTAIN,)),
        "overdue_reminders": (
            Reminder.id,
            (Reminder.state == ReminderState.WAITING, Reminder.due_at < long_ago),
        ),
    }
    with database.session() as session:
        return Backlog(
            **{
                name: session.scalars(select(func.count(column)).where(*conditions)).one()
                for name, (column, conditions) in counts.items()
            }
        )
