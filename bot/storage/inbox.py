"""Repository of what people wrote, and of how far each channel has been read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, ScalarSelect, func, or_, select, update
from sqlalchemy.orm import Session

from bot.domain_model.actors import ChatId
from bot.domain_model.messages import InboxState
from bot.services.ports.messages import ClaimedMessage, Incoming, KeptMessage
from bot.storage import message_tables as tables
from bot.storage.upsert import insert_once

_Row = tables.Inbox
_SENT_WITHIN = timedelta(seconds=3)
"""How long after a part the next one is sent; Telegram tells the time in whole seconds."""
_WAIT_FOR_REST = timedelta(seconds=2)
"""How long a message that may be cut waits for its rest: both come with the same request."""


class Inbox:
    """What people wrote, in the order in which it arrived."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add_once(self, message: Incoming, at: datetime, part_of: str | None = None) -> bool:
        """Keep a message; False when its key was there already.

        One that may be cut waits a moment for its rest. A part of the message with the key
        `part_of` is answered with that one.
        """
        cut_until = message.sent_at + _SENT_WITHIN if message.cut else None
        next_try_at = at + _WAIT_FOR_REST if message.cut else at
        row = _Row(
            message_key=message.key,
            chat=message.chat,
            text=message.text,
            payload=message.payload,
            sent_at=message.sent_at,
            received_at=at,
            part_of=part_of,
            cut_until=cut_until,
            state=InboxState.DONE if part_of else InboxState.WAITING,
            done_at=at if part_of else None,
            next_try_at=next_try_at,
        )
        new = insert_once(self._session, row, ("message_key",))
        if new and part_of:
            first = update(_Row).where(_Row.message_key == part_of)
            self._session.execute(first.values(cut_until=cut_until, next_try_at=next_try_at))
        return new

    def cut_message(self, chat: ChatId, sent_at: datetime) -> str | None:
        """Find the key of the message whose rest may be what was sent then, and hold it."""
        newest = select(_Row).where(_Row.chat == chat, _Row.part_of.is_(None))
        newest = newest.order_by(_Row.sequence.desc()).limit(1).with_for_update()
        row = self._session.scalars(newest).one_or_none()
        if row is None or row.cut_until is None or row.cut_until < sent_at:
            return None
        untouched = row.claimed_by is None and row.attempts == 0
        return row.message_key if untouched and row.state == InboxState.WAITING else None

    def parts(self, key: str) -> dict[str, str]:
        """Give the texts of the message that a key is, or is a part of, by their keys."""
        first = select(func.coalesce(_Row.part_of, _Row.message_key))
        first_key = first.where(_Row.message_key == key).scalar_subquery()
        found = select(_Row.message_key, _Row.text).order_by(_Row.sequence)
        found = found.where(or_(_Row.message_key == first_key, _Row.part_of == first_key))
        return {each: text or "" for each, text in self._session.execute(found)}

    def rewrite(self, key: str, text: str) -> None:
        """Put new words in place of a message's."""
        self._session.execute(update(_Row).where(_Row.message_key == key).values(text=text))

    def chats_due(self, at: datetime, *, limit: int) -> list[ChatId]:
        """List the chats whose oldest waiting message may be claimed, longest waiting first."""
        heads = (
            select(func.min(_Row.sequence))
            .where(_Row.state == InboxState.WAITING)
            .group_by(_Row.chat)
        )
        found = (
            select(_Row.chat)
            .where(_Row.sequence.in_(heads), *_claimable(at))
            .order_by(_Row.sequence)
            .limit(limit)
        )
        return [ChatId(chat) for chat in self._session.scalars(found)]

    def claim_oldest(
        self, chat: ChatId, worker: str, at: datetime, lease_until: datetime
    ) -> ClaimedMessage | None:
        """Hold a chat's oldest waiting message; None when there is none or another holds it."""
        claim = (
            update(_Row)
            .where(_Row.sequence == _oldest_of(chat), *_claimable(at))
            .values(claimed_by=worker, lease_until=lease_until, attempts=_Row.attempts + 1)
            .returning(_Row)
            .execution_options(synchronize_session=False)
        )
        row = self._session.scalars(claim).one_or_none()
        return None if row is None else _claimed(row)

    def known(self, key: str) -> bool:
        """Tell whether a message has come before."""
        found = select(_Row.sequence).where(_Row.message_key == key)
        return self._session.scalars(found).one_or_none() is not None

    def settled(self, key: str) -> bool:
        """Tell whether a message is no longer waiting."""
        found = select(_Row.state).where(_Row.message_key == key)
        return self._session.scalars(found).one_or_none() != InboxState.WAITING

    def done(self, sequence: int, worker: str, at: datetime) -> bool:
        """Say that a message was answered; False when the worker no longer holds it."""
        return self._release(sequence, worker, state=InboxState.DONE, done_at=at)

    def put_back(
        self, sequence: int, worker: str, next_try_at: datetime, *, counted: bool
    ) -> bool:
        """Let a message wait for its next attempt; this one counts, or it does not."""
        attempts = _Row.attempts if counted else _Row.attempts - 1
        return self._release(sequence, worker, next_try_at=next_try_at, attempts=attempts)

    def park(self, sequence: int, worker: str, at: datetime, reference: str) -> bool:
        """Leave a message to an operator."""
        return self._release(
            sequence, worker, state=InboxState.PARKED, done_at=at, reference=reference
        )

    def _release(self, sequence: int, worker: str, **values: Any) -> bool:
        held = (
            update(_Row)
            .where(
                _Row.sequence == sequence,
                _Row.claimed_by == worker,
                _Row.state == InboxState.WAITING,
            )
            .values(claimed_by=None, lease_until=None, **values)
            .execution_options(synchronize_session=False)
        )
        return cast("CursorResult[Any]", self._session.execute(held)).rowcount == 1

    def of_chats(self, chats: Sequence[ChatId], *, limit: int) -> list[KeptMessage]:
        """List the newest messages of some chats, oldest first."""
        found = select(_Row).where(_Row.chat.in_(chats)).order_by(_Row.sequence.desc())
        rows = self._session.scalars(found.limit(limit)).all()
        return [
            KeptMessage(_incoming(row), row.received_at, InboxState(row.state))
            for row in reversed(rows)
        ]

    def next_update(self, channel: str) -> tuple[int, datetime] | None:
        """Tell the next update that a channel shall give, and when that was learned."""
        row = self._session.get(tables.PollingOffset, channel)
        return None if row is None else (row.next_update, row.changed_at)

    def save_next_update(self, channel: str, next_update: int, at: datetime) -> None:
        """Remember the next update that a channel shall give."""
        row = tables.PollingOffset(channel=channel, next_update=next_update, changed_at=at)
        self._session.merge(row)
        self._session.flush()


def _oldest_of(chat: ChatId) -> ScalarSelect[int]:
    oldest = select(func.min(_Row.sequence)).where(
        _Row.state == InboxState.WAITING, _Row.chat == chat
    )
    return oldest.scalar_subquery()


def _claimable(at: datetime) -> tuple[ColumnElement[bool], ...]:
    free = or_(_Row.lease_until.is_(None), _Row.lease_until < at)
    return (_Row.state == InboxState.WAITING, _Row.next_try_at <= at, free)


def _claimed(row: tables.Inbox) -> ClaimedMessage:
    return ClaimedMessage(row.sequence, _incoming(row), row.received_at, row.attempts)


def _incoming(row: tables.Inbox) -> Incoming:
    return Incoming(
        key=row.message_key,
        chat=ChatId(row.chat),
        sent_at=row.sent_at,
        text=row.text,
        payload=row.payload,
    )
