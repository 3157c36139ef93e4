"""Repository of weekly digests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.domain_model.actors import PartnerId
from bot.domain_model.digests import DigestTime
from bot.domain_model.insights import InsightId
from bot.domain_model.messages import OutboxState
from bot.services.ports.digests import DIGEST_KEY, Digest
from bot.storage import message_tables
from bot.storage.insight_tables import WeeklyDigest


class Digests:
    """Who wants a weekly digest, and when."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def find(self, partner: PartnerId) -> Digest | None:
        """Find a partner's wish."""
        row = self._session.get(WeeklyDigest, partner)
        return None if row is None else _digest(row)

    def save(self, digest: Digest) -> None:
        """Keep a wish, instead of the one before."""
        self._session.merge(
            WeeklyDigest(
                partner_id=digest.partner_id,
                weekday=digest.time.weekday,
                hour=digest.time.hour,
                since=digest.since,
                next_at=digest.next_at,
            )
        )
        self._session.flush()

    def delete(self, partner: PartnerId) -> None:
        """Forget a wish."""
        self._session.execute(delete(WeeklyDigest).where(WeeklyDigest.partner_id == partner))

    def withdraw(self, insight: InsightId) -> None:
        """Take back the digests that bring an insight and have not left yet."""
        message, button = message_tables.Outbox, message_tables.Button
        brings = select(button.outbox_sequence).where(
            button.outbox_sequence == message.sequence, button.payload.contains(insight)
        )
        waiting = update(message).where(
            message.state == OutboxState.WAITING,
            message.dedupe_key.startswith(DIGEST_KEY),
            brings.exists(),
        )
        self._session.execute(waiting.values(state=OutboxState.DROPPED, reason="withdrawn"))

    def claim_due(self, at: datetime, *, limit: int) -> list[Digest]:
        """Give digests that are due at `at`, locked until this transaction ends."""
        due = select(WeeklyDigest).where(WeeklyDigest.next_at <= at)
        claimed = due.order_by(WeeklyDigest.next_at, WeeklyDigest.partner_id).limit(limit)
        rows = self._session.scalars(claimed.with_for_update(skip_locked=True))
        return [_digest(row) for row in rows]


def _digest(row: WeeklyDigest) -> Digest:
    time = DigestTime(row.weekday, row.hour)
    return Digest(PartnerId(row.partner_id), time, row.since, row.next_at)
