"""Repository of what waits for coordinators."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import AccountId, InstitutionId, PartnerId, Role
from bot.domain_model.name_consents import ConsentState, NamedKind
from bot.domain_model.people import Account
from bot.domain_model.reflections import ReflectionId
from bot.domain_model.sharing import Sharing, levels_from
from bot.services.ports.waiting import WaitingWish
from bot.storage import tables
from bot.storage.accounts import account_of
from bot.storage.consent_tables import NameConsent
from bot.storage.enquiry_tables import Enquiry
from bot.storage.upsert import insert_once
from bot.storage.waiting_tables import ReflectionSeen, WaitingNotice


class Waiting:
    """What waits for coordinators, and who wants to be told."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def see_once(self, reflection: ReflectionId, at: datetime) -> None:
        """Note that a coordinator has opened a reflection."""
        row = ReflectionSeen(reflection_id=reflection, seen_at=at)
        insert_once(self._session, row, ("reflection_id",))

    def seen(self, among: Collection[ReflectionId]) -> set[ReflectionId]:
        """Tell which of these reflections a coordinator has opened."""
        row = ReflectionSeen.reflection_id
        return {
            ReflectionId(each) for each in self._session.scalars(select(row).where(row.in_(among)))
        }

    def unseen(self, institution: InstitutionId, but: PartnerId | None, since: datetime) -> int:
        """Count what was shared with coordinators since then, and none of them has opened."""
        row = tables.Reflection
        opened = select(ReflectionSeen.reflection_id).where(ReflectionSeen.reflection_id == row.id)
        found = select(func.count()).where(
            row.institution_id == institution,
            row.created_at > since,
            row.sharing.in_(levels_from(Sharing.COORDINATOR)),
            ~opened.exists(),
        )
        if but is not None:
            found = found.where(row.partner_id != but)
        return self._session.scalar(found) or 0

    def questions(self, institution: InstitutionId) -> int:
        """Count the questions that wait for an answer."""
        found = select(func.count()).where(
            Enquiry.institution_id == institution, Enquiry.answered_at.is_(None)
        )
        return self._session.scalar(found) or 0

    def names(self, institution: InstitutionId) -> int:
        """Count the names that the institution was asked about and has not answered."""
        found = select(func.count()).where(
            NameConsent.institution_id == institution,
            NameConsent.kind != NamedKind.PARTNER,
            NameConsent.state == ConsentState.ASKED,
        )
        return self._session.scalar(found) or 0

    def wish(self, account: AccountId) -> WaitingWish | None:
        """Find a coordinator's wish."""
        row = self._session.get(WaitingNotice, account)
        return None if row is None else _wish(row)

    def save_wish(self, wish: WaitingWish) -> None:
        """Keep a wish, instead of the one before."""
        row = WaitingNotice(account_id=wish.account, since=wish.since, next_at=wish.next_at)
        self._session.merge(row)
        self._session.flush()

    def delete_wish(self, account: AccountId) -> None:
        """Forget a wish."""
        row = WaitingNotice
        self._session.execute(delete(row).where(row.account_id == account))

    def wishing(self, institution: InstitutionId) -> list[Account]:
        """List the coordinators of an institution who want to be told."""
        row = tables.Account
        found = (
            select(row)
            .join(WaitingNotice, WaitingNotice.account_id == row.id)
            .where(row.institution_id == institution, row.role == Role.COORDINATOR)
        )
        return [account_of(each) for each in self._session.scalars(found.order_by(row.id))]

    def claim_due(self, at: datetime, *, limit: int) -> list[WaitingWish]:
        """Give the wishes that are due at `at`, locked until this transaction ends."""
        due = select(WaitingNotice).where(WaitingNotice.next_at <= at)
        claimed = due.order_by(WaitingNotice.next_at, WaitingNotice.account_id).limit(limit)
        rows = self._session.scalars(claimed.with_for_update(skip_locked=True))
        return [_wish(row) for row in rows]


def _wish(row: WaitingNotice) -> WaitingWish:
    return WaitingWish(AccountId(row.account_id), row.since, row.next_at)
