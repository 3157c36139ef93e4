"""What calendars need from the database: feeds by the digest of their secret, and entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import PartnerId
from bot.domain_model.calendars import CalendarEntry
from bot.domain_model.visits import VisitId


class CalendarRepository(Protocol):
    """Calendar feeds, and what has been told to calendars."""

    def feed_owner(self, digest: str) -> PartnerId | None:
        """Tell whose feed this is."""

    def feed_since(self, partner: PartnerId) -> datetime | None:
        """Tell since when a partner has had her feed; None when she has none."""

    def set_feed(self, partner: PartnerId, digest: str, at: datetime) -> None:
        """Give a partner a feed; an earlier one of hers ends."""

    def remove_feed(self, partner: PartnerId) -> bool:
        """End a partner's feed; False when she has none."""

    def entries_of(self, partner: PartnerId, *, since: datetime) -> list[CalendarEntry]:
        """List a partner's visits that begin after `since`, cancelled ones too, in order."""

    def entries(self, partner: PartnerId, visits: Sequence[VisitId]) -> list[CalendarEntry]:
        """List those of these visits that are a partner's, in order of time."""

    def note_changes(self, at: datetime, *, limit: int) -> list[CalendarEntry]:
        """Number the changes of visits that no calendar has been told of; each is given once."""
