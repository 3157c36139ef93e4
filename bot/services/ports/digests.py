"""What the use cases need from the database about weekly digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import PartnerId
from bot.domain_model.digests import DigestTime
from bot.domain_model.insights import InsightId

DIGEST_KEY = "digest:"
"""How the outbox's names of digests begin."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A partner's wish for a weekly digest; it tells what was published after `since`."""

    partner_id: PartnerId
    time: DigestTime
    since: datetime
    next_at: datetime


class DigestRepository(Protocol):
    """Who wants a weekly digest, and when."""

    def find(self, partner: PartnerId) -> Digest | None:
        """Find a partner's wish."""

    def save(self, digest: Digest) -> None:
        """Keep a wish, instead of the one before."""

    def delete(self, partner: PartnerId) -> None:
        """Forget a wish."""

    def withdraw(self, insight: InsightId) -> None:
        """Take back the digests that bring an insight and have not left yet."""

    def claim_due(self, at: datetime, *, limit: int) -> list[Digest]:
        """Give digests that are due at `at`, locked until this transaction ends."""
