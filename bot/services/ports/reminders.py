"""What the reminders need from the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import PartnerId
from bot.domain_model.reminders import ReminderPreferences
from bot.domain_model.visits import ReminderId, ReminderKind, ReminderState, Visit, VisitId


@dataclass(frozen=True, slots=True)
class KeptReminder:
    """A partner's reminder with its visit; `snoozed` when it was put off to `due_at`."""

    id: ReminderId
    partner_id: PartnerId
    kind: ReminderKind
    visit: Visit
    due_at: datetime
    snoozed: bool


class ReminderRepository(Protocol):
    """Reminders on their way from a visit to the outbox."""

    def claim_due(self, at: datetime, *, limit: int) -> list[KeptReminder]:
        """Give waiting reminders that are due at `at`, locked until this transaction ends."""

    def settle(
        self, reminder: ReminderId, state: ReminderState, at: datetime, reason: str | None = None
    ) -> None:
        """Say what became of a reminder."""

    def put_off(self, reminder: ReminderId, due_at: datetime) -> None:
        """Let a reminder that waits be due at another time."""

    def snooze_once(
        self,
        visit: VisitId,
        partner: PartnerId,
        kind: ReminderKind,
        due_at: datetime,
        source_key: str,
    ) -> bool:
        """Plan one more of a partner's reminders; False when this source planned it before."""

    def waiting_of_visit(self, visit: VisitId, partner: PartnerId) -> list[KeptReminder]:
        """List a partner's reminders of a visit that wait, earliest first."""

    def of_visit(self, visit: VisitId) -> list[KeptReminder]:
        """List everybody's reminders of a visit, whatever became of them."""

    def hold(self, reminder: ReminderId) -> KeptReminder | None:
        """Find a reminder, held with its visit until this transaction ends."""

    def waiting_of_partner(self, partner: PartnerId) -> Sequence[KeptReminder]:
        """List a partner's reminders that wait, held until this transaction ends."""

    def wait_again(self, visit: VisitId, reason: str, at: datetime) -> list[ReminderId]:
        """Let a visit's reminders that were dropped for a reason wait again; tell which.

        Those that come after it stay dropped when they were due before `at`.
        """

    def last_given(self, partner: PartnerId) -> KeptReminder | None:
        """Give the reminder that was last handed over to a partner."""


class ReminderPreferenceRepository(Protocol):
    """What partners prefer."""

    def of(self, partner: PartnerId) -> ReminderPreferences:
        """Give a partner's preferences; the defaults for one who never changed any."""

    def save(self, partner: PartnerId, preferences: ReminderPreferences) -> None:
        """Keep what was changed."""
