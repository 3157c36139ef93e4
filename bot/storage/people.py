"""Repositories of institutions and partners."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import ChatId, InstitutionId, PartnerId
from bot.domain_model.errors import NotFound
from bot.domain_model.people import Partner
from bot.domain_model.sharing import Sharing
from bot.storage import tables
from bot.storage.base import new_id
from bot.storage.upsert import insert_once


class Institutions:
    """Universities and colleges."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def named(self, name: str, at: datetime) -> InstitutionId:
        """Find the institution with this name, or add it."""
        row = tables.Institution(id=new_id(), name=name, created_at=at)
        insert_once(self._session, row, ("name",))
        return InstitutionId(self._session.scalars(_named(name)).one())

    def find(self, name: str) -> InstitutionId | None:
        """Find the institution with this name."""
        found = self._session.scalars(_named(name)).one_or_none()
        return None if found is None else InstitutionId(found)

    def name_of(self, institution: InstitutionId) -> str:
        """Give an institution's name; raise NotFound when there is none."""
        row = self._session.get(tables.Institution, institution)
        if row is None:
            raise NotFound
        return row.name


def _named(name: str) -> Select[str]:
    return select(tables.Institution.id).where(tables.Institution.name == name)


class Partners:
    """Development partners."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add(self, institution: InstitutionId, name: str, at: datetime) -> Partner:
        """Add a partner."""
        partner = Partner(PartnerId(new_id()), institution, name)
        self._session.add(tables.Partner(**asdict(partner), created_at=at))
        self._session.flush()
        return partner

    def get(self, partner: PartnerId) -> Partner:
        """Give a partner; raise NotFound when there is none."""
        row = self._session.get(tables.Partner, partner)
        if row is None:
            raise NotFound
        return partner_of(row)

    def by_chat(self, chat: ChatId) -> Partner | None:
        """Find the partner who writes in a Telegram chat."""
        found = select(tables.Partner).where(tables.Partner.telegram_chat == chat)
        row = self._session.scalars(found).one_or_none()
        return None if row is None else partner_of(row)

    def by_name(self, name: str) -> list[Partner]:
        """Find the partners with this name, case aside."""
        # SQLite's lower() knows ASCII only, so that the case of æøå is folded here.
        wanted = name.casefold()
        found = select(tables.Partner).where(func.length(tables.Partner.name) == len(name))
        return [
            partner_of(row)
            for row in self._session.scalars(found)
            if row.name.casefold() == wanted
        ]

    def active_of(self, institution: InstitutionId) -> list[Partner]:
        """List an institution's partners who can come in, by name."""
        row = tables.Partner
        found = select(row).join(row.account).where(row.institution_id == institution)
        return [
            partner_of(each) for each in self._session.scalars(found.order_by(row.name, row.id))
        ]

    def save(self, partner: Partner) -> None:
        """Keep what was changed."""
        row = self._session.get_one(tables.Partner, partner.id)
        for name, value in asdict(partner).items():
            setattr(row, name, value)
        self._session.flush()


def partner_of(row: tables.Partner) -> Partner:
    """Read a partner from its row."""
    return Partner(
        id=PartnerId(row.id),
        institution_id=InstitutionId(row.institution_id),
        name=row.name,
        telegram_chat=ChatId(row.telegram_chat) if row.telegram_chat else None,
        telegram_reachable=row.telegram_reachable,
        pinned_language=row.pinned_language,
        last_language=row.last_language,
        default_sharing=Sharing(row.default_sharing),
    )
