"""What imports of calendars need: rows of the database, and somebody who fetches addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import PartnerId
from bot.domain_model.errors import Invalid, RefleksError
from bot.domain_model.imports import ImportedVisit, ImportState
from bot.domain_model.visits import VisitId
from bot.services.ports.calendars import CalendarRepository


class AddressNotAllowed(Invalid):
    """A calendar is fetched from a public https address only."""


class CalendarUnreachable(RefleksError):
    """The calendar could not be fetched. Try again later."""


class CalendarGone(CalendarUnreachable):
    """There is no calendar at this address any more."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave; `content` is None when it is what was there before."""

    content: bytes | None = field(repr=False)
    etag: str | None = None


class Fetcher(Protocol):
    """Fetches calendars from addresses that people gave."""

    def check(self, address: str) -> str:
        """Give the address as it is fetched; raise AddressNotAllowed when it may not be."""

    def fetch(self, address: str, etag: str | None) -> Fetched:
        """Fetch a calendar.

        Raises:
            AddressNotAllowed: when the address, or one that it leads to, is not public.
            CalendarGone: when it is not there any more.
            CalendarTooLarge: when it is too large.
            CalendarUnreachable: when it could not be fetched.
        """


@dataclass(frozen=True, slots=True)
class CalendarSource:
    """A partner's own calendar at an address; the address is a secret of hers."""

    partner_id: PartnerId
    address: str = field(repr=False)
    etag: str | None
    failures: int
    added_at: datetime


class ImportRepository(Protocol):
    """Visits that came from calendars, and the addresses that are looked at again."""

    def of_partner(self, partner: PartnerId) -> list[ImportedVisit]:
        """List what a partner's calendars have told of."""

    def save(self, visit: ImportedVisit, at: datetime) -> None:
        """Keep what a calendar tells of a visit."""

    def replace(self, old: ImportedVisit, new: ImportedVisit, at: datetime) -> None:
        """Keep what a calendar tells of a visit instead of what it told by another name."""

    def answer(self, partner: PartnerId, batch: str, state: ImportState) -> int:
        """Accept or decline the proposals of a batch; tell how many there were.

        What the calendar has no more is cancelled, or stands as before.
        """

    def accepted(self, *, limit: int) -> list[ImportedVisit]:
        """List what waits to be put in, with whole batches together."""

    def settle(self, visit: ImportedVisit, made: VisitId | None) -> None:
        """Say that a visit was put in, as this visit of ours."""

    def forget_proposals(self, partner: PartnerId) -> None:
        """Forget what was proposed to a partner and not answered."""

    def known_schools(self, partner: PartnerId) -> Sequence[str]:
        """List the names of the schools that a partner has visits to."""

    def planned_at(
        self, partner: PartnerId, school_key: str, starts_at: datetime
    ) -> VisitId | None:
        """Find a partner's visit that is planned to a school at a time."""

    def source_of(self, partner: PartnerId) -> CalendarSource | None:
        """Give the address of a partner's own calendar."""

    def set_source(self, partner: PartnerId, address: str, at: datetime) -> None:
        """Look at a calendar from now on; another of the partner's is let go."""

    def remove_source(self, partner: PartnerId) -> bool:
        """Let a partner's calendar go; False when there is none."""

    def claim_source(self, at: datetime, lease_until: datetime) -> CalendarSource | None:
        """Hold the calendar that has waited longest to be looked at, if any is due."""

    def looked_at(self, source: CalendarSource, next_at: datetime) -> None:
        """Say how it went to look at a calendar, and when to look again."""


class CalendarRepositories(Protocol):
    """What a transaction knows of calendars."""

    @property
    def calendars(self) -> CalendarRepository:
        """Calendar feeds, and what has been told to calendars."""

    @property
    def imports(self) -> ImportRepository:
        """Visits that came from partners' own calendars."""
