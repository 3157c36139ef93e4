"""Repository of questions to coordinators."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, false, or_, select, update
from sqlalchemy.orm import Session

from bot.domain_model.access import EnquiryScope
from bot.domain_model.actors import AccountId, ChatId, InstitutionId, PartnerId
from bot.domain_model.enquiries import Enquiry, EnquiryId
from bot.services.ports.enquiries import Asked, NewEnquiry
from bot.storage import message_tables as messages
from bot.storage.base import new_id
from bot.storage.enquiry_tables import Enquiry as _Row
from bot.storage.tables import Partner
from bot.storage.upsert import insert_once


class Enquiries:
    """Questions to coordinators. Only `bot.services.access` reads them."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def asked_before(self, chat: ChatId, outbox_sequence: int) -> Asked | None:
        """Give what was written last in a chat before something was said there."""
        said = select(messages.Outbox.created_at).where(
            messages.Outbox.sequence == outbox_sequence
        )
        inbox = messages.Inbox
        found = (
            select(inbox.message_key, inbox.text)
            .where(
                inbox.chat == chat,
                inbox.payload.is_(None),
                inbox.text.is_not(None),
                inbox.received_at <= said.scalar_subquery(),
            )
            .order_by(inbox.sequence.desc())
            .limit(1)
        )
        row = self._session.execute(found).one_or_none()
        return None if row is None else Asked(row[0], row[1] or "")

    def written(self, chat: ChatId, key: str) -> str | None:
        """Give what was written in a chat as the message `key`, while it is kept."""
        inbox = messages.Inbox
        found = select(inbox.text).where(inbox.chat == chat, inbox.message_key == key)
        return self._session.scalars(found).one_or_none()

    def add_once(self, new: NewEnquiry, at: datetime) -> bool:
        """Pass a question on; False when it was passed on before."""
        row = _Row(
            id=new_id(), source_key=new.source_key, institution_id=new.institution_id,
            partner_id=new.partner_id, chat=new.chat, language=new.language, text=new.text,
            asked_at=at,
        )  # fmt: skip
        return insert_once(self._session, row, ("source_key",))

    def find(self, enquiry: EnquiryId) -> Enquiry | None:
        """Find one."""
        found = self._read([_Row.id == enquiry], limit=1, newest=True)
        return found[0] if found else None

    def within(self, scope: EnquiryScope, *, answered: bool, limit: int) -> list[Enquiry]:
        """List what `scope` admits: open ones oldest first, answered ones newest first."""
        state = _Row.answered_at.is_not(None) if answered else _Row.answered_at.is_(None)
        return self._read([_admitted(scope), state], limit=limit, newest=answered)

    def answer(self, enquiry: EnquiryId, text: str, by: AccountId | None, at: datetime) -> bool:
        """Keep an answer; False when there is one already."""
        open_one = update(_Row).where(_Row.id == enquiry, _Row.answered_at.is_(None))
        result = self._session.execute(
            open_one.values(answer=text, answered_by=by, answered_at=at)
        )
        return cast("CursorResult[Any]", result).rowcount == 1

    def _read(
        self, conditions: list[ColumnElement[bool]], *, limit: int, newest: bool
    ) -> list[Enquiry]:
        order = (_Row.answered_at.desc(), _Row.id) if newest else (_Row.asked_at, _Row.id)
        found = select(_Row, Partner.name).join(Partner, Partner.id == _Row.partner_id)
        rows = self._session.execute(found.where(*conditions).order_by(*order).limit(limit))
        return [_enquiry(row, name) for row, name in rows]


def _admitted(scope: EnquiryScope) -> ColumnElement[bool]:
    author = _Row.partner_id == scope.author if scope.author else false()
    institution = _Row.institution_id == scope.institution if scope.institution else false()
    return or_(author, institution)


def _enquiry(row: _Row, partner_name: str) -> Enquiry:
    return Enquiry(
        id=EnquiryId(row.id),
        institution_id=InstitutionId(row.institution_id),
        partner_id=PartnerId(row.partner_id),
        partner_name=partner_name,
        chat=ChatId(row.chat),
        language=row.language,
        text=row.text,
        asked_at=row.asked_at,
        answer=row.answer,
        answered_at=row.answered_at,
    )
