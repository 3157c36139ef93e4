"""What visits need from the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import PartnerId
from bot.domain_model.schools import SchoolId
from bot.domain_model.visits import ReminderId, ReminderKind, Visit, VisitId, VisitState

RemindersOf = Mapping[PartnerId, Sequence[tuple[ReminderKind, datetime]]]
"""When the reminders of each participant of a visit are due."""


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit that is to be kept, with who goes, and when each one's reminders are due."""

    school_id: SchoolId
    source_key: str
    starts_at: datetime
    ends_at: datetime | None
    reminders: RemindersOf
    series_id: str | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class NewTime:
    """When a visit takes place instead; `source_key` names the message that said so."""

    source_key: str
    starts_at: datetime
    ends_at: datetime | None
    reminders: RemindersOf


class VisitRepository(Protocol):
    """School visits. Only `bot.services.access` and the reminders read from it."""

    def add_once(self, new: NewVisit, at: datetime) -> Visit:
        """Keep a visit and its reminders; the second of the same source gives back the first."""

    def find(self, visit: VisitId) -> Visit | None:
        """Find one."""

    def of_partner(self, partner: PartnerId, *, since: datetime, limit: int) -> list[Visit]:
        """List the visits with a partner that stand and begin after `since`, earliest first."""

    def of_partner_during(
        self, partner: PartnerId, since: datetime, until: datetime
    ) -> list[Visit]:
        """List a partner's visits that stand, begin before `until`, end after `since`."""

    def done_with_partner(self, partner: PartnerId, *, since: datetime) -> list[Visit]:
        """List the visits with a partner that are done and begin after `since`, latest first."""

    def of_series(self, visit: Visit, *, since: datetime) -> list[Visit]:
        """List what stands after `since` of the visits that come again with this, and itself."""

    def add_participant(
        self,
        visit: VisitId,
        partner: PartnerId,
        reminders: Sequence[tuple[ReminderKind, datetime]],
        at: datetime,
    ) -> bool:
        """Let a partner go on a visit, with her reminders; False when she does already."""

    def remove_participant(self, visit: VisitId, partner: PartnerId, at: datetime) -> bool:
        """Let a partner not go on a visit, without reminders; False when she does not anyway."""

    def set_state(self, visit: VisitId, state: VisitState) -> None:
        """Cancel a visit, or let it stand again."""

    def set_purpose(self, visit: VisitId, purpose: str) -> None:
        """Say what a visit is for."""

    def move_once(self, visit: VisitId, new: NewTime, at: datetime) -> bool:
        """Give a visit another time and other reminders; False when this source did it before."""

    def reminder_ids(self, visit: VisitId, of: PartnerId | None = None) -> list[ReminderId]:
        """List a visit's reminders, or one partner's, whatever became of them.

        They are held until this transaction ends, and so is the visit.
        """
