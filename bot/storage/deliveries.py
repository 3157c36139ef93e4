"""Repository of deliveries: the log of attempts, and the budget that all senders share."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.services.delivery_ports import Attempt
from bot.services.message_ports import Departure
from bot.storage.delivery_tables import DeliveryAttempt, SendBudget
from bot.storage.message_tables import Outbox
from bot.storage.outbox import departure
from bot.storage.upsert import insert_once


class Deliveries:
    """How messages left."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def began(self, leaving: Departure, worker: str, at: datetime) -> None:
        """Note that an attempt begins."""
        attempt = DeliveryAttempt(
            outbox_sequence=leaving.sequence, number=leaving.attempts, worker=worker, began_at=at
        )
        self._session.add(attempt)
        self._session.flush()

    def ended(self, leaving: Departure, worker: str, result: str, at: datetime) -> None:
        """Note how a worker's attempt ended."""
        own = update(DeliveryAttempt).where(
            DeliveryAttempt.outbox_sequence == leaving.sequence,
            DeliveryAttempt.number == leaving.attempts,
            DeliveryAttempt.worker == worker,
        )
        self._session.execute(own.values(ended_at=at, result=result))

    def attempts(self, sequence: int) -> list[Attempt]:
        """List the attempts to send a message, in order."""
        found = select(DeliveryAttempt).where(DeliveryAttempt.outbox_sequence == sequence)
        return [
            Attempt(row.number, row.worker, row.began_at, row.ended_at, row.result)
            for row in self._session.scalars(found.order_by(DeliveryAttempt.id))
        ]

    def uncertain(self, kind: OutgoingKind) -> list[Departure]:
        """List the messages of which nobody knows whether they arrived, oldest first."""
        found = select(Outbox).where(Outbox.state == OutboxState.UNCERTAIN, Outbox.kind == kind)
        return [departure(row) for row in self._session.scalars(found.order_by(Outbox.sequence))]

    def find(self, sequence: int) -> Departure | None:
        """Find a message, and hold it until this transaction ends."""
        found = select(Outbox).where(Outbox.sequence == sequence).with_for_update()
        row = self._session.scalars(found).one_or_none()
        return None if row is None else departure(row)

    def call_sent(self, sequence: int) -> None:
        """Say that an uncertain message has arrived."""
        row = self._session.get_one(Outbox, sequence)
        row.state = OutboxState.SENT
        self._session.flush()

    def reserve(self, channel: str, count: int, interval: timedelta, at: datetime) -> datetime:
        """Set aside the next `count` moments of a channel, `interval` apart; give the first."""
        insert_once(self._session, SendBudget(channel=channel, next_at=at), ("channel",))
        held = select(SendBudget).where(SendBudget.channel == channel).with_for_update()
        row = self._session.scalars(held).one()
        first = max(at, row.next_at)
        row.next_at = first + count * interval
        self._session.flush()
        return first
