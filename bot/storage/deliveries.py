"""Repository of deliveries: the log of attempts, and which process sends."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.services.ports.deliveries import Attempt
from bot.services.ports.messages import Departure
from bot.storage.delivery_tables import DeliveryAttempt, SenderOnDuty
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

    def take_duty(self, channel: str, worker: str, at: datetime, until: datetime) -> bool:
        """Make a worker the one that sends for a channel, unless another one is."""
        free = or_(SenderOnDuty.worker == worker, SenderOnDuty.until <= at)
        taken = (
            update(SenderOnDuty)
            .where(SenderOnDuty.channel == channel, free)
            .values(worker=worker, until=until)
            .returning(SenderOnDuty.channel)
            .execution_options(synchronize_session=False)
        )
        if self._session.execute(taken).first() is not None:
            return True
        duty = SenderOnDuty(channel=channel, worker=worker, until=until)
        return insert_once(self._session, duty, ("channel",))

    def end_duty(self, channel: str, worker: str) -> None:
        """Let another one send for a channel."""
        own = delete(SenderOnDuty).where(
            SenderOnDuty.channel == channel, SenderOnDuty.worker == worker
        )
        self._session.execute(own)
