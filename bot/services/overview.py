"""What a coordinator sees of the institution: visits, schools, reminders, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor
from bot.domain_model.messages import OutboxState
from bot.domain_model.people import Account, TokenPurpose
from bot.domain_model.reminders import LATE_AFTER
from bot.domain_model.visits import DropReason, ReminderState, Visit
from bot.services.access import access_partner, coordinated_institution
from bot.services.notices import Notices
from bot.services.ports.overview import Colleague, GivenReminder, LastVisit
from bot.services.ports.unit_of_work import Begin
from bot.services.tokens import digest_of, new_token
from bot.services.waiting import Waiting

AHEAD = timedelta(weeks=8)
BACK = timedelta(weeks=2)
"""How far back reminders are counted."""


class Delivery(StrEnum):
    """What became of a reminder, in the words that a coordinator needs."""

    SENT = "sent"
    LATE = "late"
    ON_ITS_WAY = "on_its_way"
    UNCERTAIN = "uncertain"
    NOT_NEEDED = "not_needed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReminderReport:
    """How many reminders became what, and those that somebody should look at."""

    counts: dict[Delivery, int]
    wrong: Sequence[tuple[Delivery, GivenReminder]]


class Overview:
    """An institution at a glance; only its coordinator may look."""

    def __init__(self, begin: Begin, notices: Notices, zone: ZoneInfo) -> None:
        """Work on the database of `begin`; what waits is told through `notices`, by `zone`."""
        self._begin = begin
        self.waiting = Waiting(begin, notices, zone)

    def planned(self, actor: Actor, *, at: datetime) -> Sequence[Visit]:
        """List the visits of the weeks to come, earliest first.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        institution = coordinated_institution(actor)
        with self._begin() as uow:
            return uow.overview.planned(institution, at, at + AHEAD)

    def quiet_schools(self, actor: Actor, weeks: int, *, at: datetime) -> Sequence[LastVisit]:
        """List the schools without a visit for so many weeks and none planned, longest first.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        institution = coordinated_institution(actor)
        with self._begin() as uow:
            found = uow.overview.last_visits(institution, at)
        since = at - timedelta(weeks=weeks)
        return [each for each in found if each.at is None or each.at <= since]

    def reminders(self, actor: Actor, *, at: datetime) -> ReminderReport:
        """Tell what became of the reminders of the last two weeks.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        institution = coordinated_institution(actor)
        with self._begin() as uow:
            found = uow.overview.reminders(institution, at - BACK, at)
        became = [(delivery(each), each) for each in found]
        watched = {Delivery.LATE, Delivery.UNCERTAIN, Delivery.FAILED}
        wrong = [pair for pair in became if pair[0] in watched]
        return ReminderReport(Counter(what for what, _ in became), wrong)

    def people(self, actor: Actor, *, at: datetime) -> Sequence[Colleague]:
        """List the partners of the institution by name.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        institution = coordinated_institution(actor)
        with self._begin() as uow:
            return uow.overview.colleagues(institution, at)

    def invite_again(self, actor: Actor, partner_id: str, *, at: datetime) -> tuple[Account, str]:
        """Make a new invitation for a partner; those before it end.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
            NotFound: when the partner is not of it, or does not exist.
        """
        coordinated_institution(actor)
        with self._begin() as uow:
            partner = access_partner(uow, actor, partner_id)
            account = uow.accounts.by_partner(partner.id)
            uow.overview.withdraw_invitations(partner.id)
            token, purpose = new_token(), TokenPurpose.INVITATION
            uow.accounts.add_token(digest_of(token), account.id, purpose, at + purpose.lifetime)
            uow.audit.add(actor.account_id, "invite", "partner", partner.id, at)
            uow.commit()
        return account, token

    def withdraw_invitation(self, actor: Actor, partner_id: str, *, at: datetime) -> bool:
        """Take back a partner's unused invitations; False when there are none.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
            NotFound: when the partner is not of it, or does not exist.
        """
        coordinated_institution(actor)
        with self._begin() as uow:
            partner = access_partner(uow, actor, partner_id)
            count = uow.overview.withdraw_invitations(partner.id)
            uow.audit.add(actor.account_id, "withdraw", "invitation", partner.id, at)
            uow.commit()
        return count > 0


def delivery(reminder: GivenReminder) -> Delivery:
    """Tell what became of a reminder."""
    if reminder.reason == DropReason.FAILED:
        return Delivery.FAILED
    if reminder.state is ReminderState.DROPPED:
        return Delivery.NOT_NEEDED
    if reminder.left is OutboxState.DROPPED:
        return Delivery.FAILED
    if reminder.left is OutboxState.UNCERTAIN:
        return Delivery.UNCERTAIN
    if reminder.left is OutboxState.SENT and reminder.sent_at is not None:
        late = reminder.sent_at - reminder.due_at >= LATE_AFTER
        return Delivery.LATE if late else Delivery.SENT
    return Delivery.ON_ITS_WAY
