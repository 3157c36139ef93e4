"""Erases a person: rows that are hers go, and what she shared stays without a name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.domain_model.actors import AccountId, Channel, ChatId, PartnerId, address_of
from bot.domain_model.imports import IMPORTED
from bot.domain_model.messages import InboxState, OutboxState, OutgoingKind
from bot.domain_model.sharing import Sharing, levels_from
from bot.services.ports.erasure import Reckoning
from bot.storage import message_tables as messages
from bot.storage import reflection_tables, tables
from bot.storage.base import new_id

_NOBODY = ""


class Erasure:
    """Everything that is of one person."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def reckon(self, partner: PartnerId, keep_from: Sharing) -> Reckoning:
        """Count the reflections that would be deleted, and those shared from `keep_from` on."""
        row = tables.Reflection
        every = select(func.count()).select_from(row).where(row.partner_id == partner)
        kept = self._session.scalar(every.where(row.sharing.in_(levels_from(keep_from)))) or 0
        return Reckoning((self._session.scalar(every) or 0) - kept, kept)

    def terminal_chats(self, name: str) -> list[ChatId]:
        """List the conversations that a person of this name had in a terminal."""
        columns = (
            messages.Inbox.chat,
            messages.Outbox.chat,
            messages.ConversationEvent.sender_id,
        )
        begins = f"{Channel.TERMINAL}:"
        found = {
            ChatId(chat)
            for column in columns
            for chat in self._session.scalars(
                select(column).where(column.startswith(begins)).distinct()
            )
        }
        wanted = name.casefold()
        return [each for each in found if address_of(each).replace("_", " ").casefold() == wanted]

    def left_chats(self) -> list[ChatId]:
        """List the chats whose farewell has left, and where nobody has written anew."""
        inbox, outbox = messages.Inbox, messages.Outbox
        moving = [OutboxState.WAITING, OutboxState.SENDING]
        on_its_way = select(outbox.chat).where(outbox.state.in_(moving))
        unanswered = select(inbox.chat).where(inbox.state == InboxState.WAITING)
        left = select(outbox.chat).where(
            outbox.kind == OutgoingKind.FAREWELL,
            outbox.chat.not_in(on_its_way),
            outbox.chat.not_in(unanswered),
        )
        return [ChatId(chat) for chat in self._session.scalars(left.distinct())]

    def delete_messages(self, chats: Collection[ChatId]) -> None:
        """Delete what was said in these chats, their buttons, and what Rasa remembers."""
        inbox, outbox, event = messages.Inbox, messages.Outbox, messages.ConversationEvent
        for column in (messages.Button.chat, inbox.chat, outbox.chat, event.sender_id):
            self._session.execute(delete(column.class_).where(column.in_(chats)))

    def take_author_off(self, partner: PartnerId, keep_from: Sharing) -> None:
        """Leave reflections that are shared from `keep_from` on to nobody."""
        row = tables.Reflection
        kept = list(
            self._session.scalars(
                select(row.id).where(
                    row.partner_id == partner, row.sharing.in_(levels_from(keep_from))
                )
            )
        )
        if not kept:
            return
        nobody = self._nobody_for(partner)
        for table in (
            reflection_tables.ReflectionVersion,
            reflection_tables.ReflectionMessage,
            reflection_tables.ReflectionComment,
        ):
            self._session.execute(delete(table).where(table.reflection_id.in_(kept)))
        # The message that saved a reflection is named by its chat.
        self._session.execute(
            update(row)
            .where(row.id.in_(kept))
            .values(partner_id=nobody, source_key="erased:" + row.id)
            .execution_options(synchronize_session=False)
        )

    def _nobody_for(self, partner: PartnerId) -> str:
        """Add a partner without a name: insights still count how many partners they rest on."""
        old = self._session.get_one(tables.Partner, partner)
        nobody = tables.Partner(
            id=new_id(), institution_id=old.institution_id, name=_NOBODY,
            telegram_reachable=False, default_sharing=old.default_sharing,
            created_at=old.created_at,
        )  # fmt: skip
        self._session.add(nobody)
        self._session.flush()
        return nobody.id

    def leave_visits(self, partner: PartnerId, chats: Collection[ChatId]) -> None:
        """Delete visits that nobody else goes on; let the others forget that she planned them."""
        row, goes, move = tables.Visit, tables.VisitParticipant, tables.VisitMove
        hers = select(goes.visit_id).where(goes.partner_id == partner)
        others = select(goes.visit_id).where(goes.partner_id != partner, goes.left_at.is_(None))
        # What a message led to is named by its chat, or by whose calendar it came from.
        names = (f"{IMPORTED}{partner}:", *(f"{chat}:" for chat in chats))
        for change in (
            delete(row).where(row.id.in_(hers), row.id.not_in(others)),
            update(row).where(_begins(row.source_key, names)).values(source_key=None),
            delete(move).where(_begins(move.source_key, names)),
        ):
            self._session.execute(change.execution_options(synchronize_session=False))

    def delete_person(self, partner: PartnerId, account: AccountId | None) -> None:
        """Delete a partner and her account, with all that is still hers."""
        # Plain statements: the database deletes what hangs on them, also in tables to come.
        if account is not None:
            self._session.execute(delete(tables.Account).where(tables.Account.id == account))
        self._session.execute(delete(tables.Partner).where(tables.Partner.id == partner))


def _begins(column: InstrumentedAttribute[Any], names: Collection[str]) -> ColumnElement[bool]:
    return or_(*(column.startswith(name, autoescape=True) for name in names))
