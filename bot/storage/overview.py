"""Repository of what a coordinator sees of her institution."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Select, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import InstitutionId, PartnerId, Role
from bot.domain_model.messages import OutboxState
from bot.domain_model.people import TokenPurpose
from bot.domain_model.visits import ReminderState, Visit, VisitState
from bot.services.ports.overview import Colleague, GivenReminder, LastVisit
from bot.services.reminders import reminder_key
from bot.storage import tables
from bot.storage.message_tables import Outbox
from bot.storage.people import partner_of
from bot.storage.reminder_tables import Reminder
from bot.storage.school_tables import InstitutionSchool
from bot.storage.visits import visit_of

_Visit, _Partner, _Account = tables.Visit, tables.Partner, tables.Account
_Token = tables.OneTimeToken
_MOST = 500
"""Rows of one list: a page with more than that helps nobody."""


class Overview:
    """What goes on in an institution, without any text of a reflection."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def planned(
        self, institution: InstitutionId, since: datetime, until: datetime
    ) -> Sequence[Visit]:
        """List the visits that stand between two times, earliest first."""
        found = (
            select(_Visit)
            .where(
                _Visit.id.in_(_visits_of(institution)),
                _Visit.state == VisitState.PLANNED,
                _Visit.starts_at >= since,
                _Visit.starts_at < until,
            )
            .order_by(_Visit.starts_at, _Visit.id)
            .limit(_MOST)
        )
        return [visit_of(row) for row in self._session.scalars(found)]

    def last_visits(self, institution: InstitutionId, at: datetime) -> Sequence[LastVisit]:
        """List the register's and the visited schools without a visit planned after `at`."""
        school, latest = tables.School, func.max(_Visit.starts_at)
        registered = select(InstitutionSchool.school_id).where(
            InstitutionSchool.institution_id == institution
        )
        of_school = and_(
            _Visit.school_id == school.id,
            _Visit.id.in_(_visits_of(institution)),
            _Visit.state != VisitState.CANCELLED,
        )
        found = (
            select(school.name, latest)
            .outerjoin(_Visit, of_school)
            .where(or_(school.id.in_(registered), _Visit.id.is_not(None)))
            .group_by(school.id, school.name)
            .having(or_(latest.is_(None), latest <= at))
            .order_by(latest.nulls_first(), school.name)
            .limit(_MOST)
        )
        return [LastVisit(name, moment) for name, moment in self._session.execute(found).all()]

    def reminders(
        self, institution: InstitutionId, since: datetime, until: datetime
    ) -> Sequence[GivenReminder]:
        """List the reminders that came due between two times, newest first."""
        found = (
            select(Reminder, _Partner.name, tables.School.name, Outbox.state, Outbox.sent_at)
            .join(_Visit, _Visit.id == Reminder.visit_id)
            .join(_Partner, _Partner.id == Reminder.partner_id)
            .join(tables.School, tables.School.id == _Visit.school_id)
            .outerjoin(Outbox, Outbox.dedupe_key == _key_of(Reminder))
            .where(
                _Partner.institution_id == institution,
                Reminder.due_at >= since,
                Reminder.due_at < until,
            )
            .order_by(Reminder.due_at.desc(), Reminder.id)
            .limit(_MOST)
        )
        return [
            GivenReminder(
                partner_name=partner,
                school=school,
                due_at=reminder.due_at,
                state=ReminderState(reminder.state),
                reason=reminder.reason,
                left=OutboxState(left) if left else None,
                sent_at=sent_at,
            )
            for reminder, partner, school, left, sent_at in self._session.execute(found).all()
        ]

    def colleagues(self, institution: InstitutionId, at: datetime) -> Sequence[Colleague]:
        """List the partners of an institution by name."""
        invited = (
            select(func.max(_Token.expires_at))
            .where(_open_invitation(), _Token.account_id == _Account.id, _Token.expires_at > at)
            .scalar_subquery()
        )
        session = select(tables.WebSession.digest).where(
            tables.WebSession.account_id == _Account.id, tables.WebSession.expires_at > at
        )
        found = (
            select(_Partner, _Account.role, session.exists(), invited)
            .join(_Account, _Account.partner_id == _Partner.id)
            .where(_Partner.institution_id == institution)
            .order_by(_Partner.name, _Partner.id)
        )
        return [
            Colleague(partner_of(partner), role == Role.COORDINATOR, bool(signed_in), until)
            for partner, role, signed_in, until in self._session.execute(found).all()
        ]

    def withdraw_invitations(self, partner: PartnerId) -> int:
        """Take back a partner's unused invitations; tell how many there were."""
        account = select(_Account.id).where(_Account.partner_id == partner).scalar_subquery()
        removed = delete(_Token).where(_open_invitation(), _Token.account_id == account)
        return cast("CursorResult[Any]", self._session.execute(removed)).rowcount


def _visits_of(institution: InstitutionId) -> Select[str]:
    """Give the visits that partners of an institution go on."""
    goes = tables.VisitParticipant
    found = select(goes.visit_id).join(_Partner, _Partner.id == goes.partner_id)
    return found.where(_Partner.institution_id == institution, goes.left_at.is_(None))


def _open_invitation() -> ColumnElement[bool]:
    return and_(_Token.purpose == TokenPurpose.INVITATION, _Token.used_at.is_(None))


def _key_of(reminder: type[Reminder]) -> ColumnElement[str]:
    """Give the outbox's name for a reminder, as the database puts it together."""
    return reminder_key(cast("Any", "")) + reminder.id
