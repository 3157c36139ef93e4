"""What a coordinator's overview needs from the database, of one institution at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.messages import OutboxState
from bot.domain_model.people import Partner
from bot.domain_model.visits import ReminderState, Visit


@dataclass(frozen=True, slots=True)
class LastVisit:
    """A school, and when a partner of the institution was last there; None when never."""

    school: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class GivenReminder:
    """A reminder that came due, and what became of it on its way."""

    partner_name: str
    school: str
    due_at: datetime
    state: ReminderState
    reason: str | None
    left: OutboxState | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """A partner as her coordinator sees her; `invited_until` when an invitation is open."""

    partner: Partner
    coordinator: bool
    signed_in: bool
    invited_until: datetime | None


class OverviewRepository(Protocol):
    """What goes on in an institution, without any text of a reflection."""

    def planned(
        self, institution: InstitutionId, since: datetime, until: datetime
    ) -> Sequence[Visit]:
        """List the visits that stand between two times, earliest first."""

    def last_visits(self, institution: InstitutionId, at: datetime) -> Sequence[LastVisit]:
        """List the institution's schools that have no visit planned after `at`.

        They are those of its register, and those that its partners have visited: the one that has
        waited longest first.
        """

    def reminders(
        self, institution: InstitutionId, since: datetime, until: datetime
    ) -> Sequence[GivenReminder]:
        """List the reminders that came due between two times, newest first."""

    def colleagues(self, institution: InstitutionId, at: datetime) -> Sequence[Colleague]:
        """List the partners of an institution by name."""

    def withdraw_invitations(self, partner: PartnerId) -> int:
        """Take back a partner's unused invitations; tell how many there were."""
