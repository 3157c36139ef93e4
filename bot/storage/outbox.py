"""Repository of the outbox: what is to be said, and how it leaves, once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, case, delete, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.domain_model.actors import Channel, ChatId, channel_of
from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.services.ports.messages import Change, Departure, Outgoing
from bot.storage import message_tables as tables
from bot.storage.buttons import stored_button
from bot.storage.upsert import insert_once

BUTTON_LIFETIME = timedelta(days=30)
_TOKEN_BYTES = 12
_LIVE = (OutboxState.WAITING, OutboxState.SENDING)
_Row = tables.Outbox


class Outbox:
    """What Refleks has to say, until it is said."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add_once(self, message: Outgoing, at: datetime) -> bool:
        """Put a message in the outbox; False when its `dedupe_key` was there already.

        Only Telegram's have to be sent: a page or a terminal reads its own from here.
        """
        travels = channel_of(message.chat) is Channel.TELEGRAM
        row = _Row(
            dedupe_key=message.dedupe_key,
            chat=message.chat,
            text=message.text,
            kind=message.kind,
            language=message.language,
            state=OutboxState.WAITING if travels else OutboxState.SENT,
            not_before=at,
            due_at=message.due_at,
            expires_at=message.expires_at,
            enclosure=message.enclosure,
            created_at=at,
            sent_at=None if travels else at,
        )
        if not insert_once(self._session, row, ("dedupe_key",)):
            return False
        key = select(_Row.sequence).where(_Row.dedupe_key == message.dedupe_key)
        self._add_buttons(message, self._session.scalars(key).one(), at)
        return True

    def _add_buttons(self, message: Outgoing, sequence: int, at: datetime) -> None:
        self._session.add_all(
            tables.Button(
                token=secrets.token_urlsafe(_TOKEN_BYTES),
                chat=message.chat,
                outbox_sequence=sequence,
                position=position,
                title=button.title,
                payload=button.payload,
                choice=button.choice,
                expires_at=at + BUTTON_LIFETIME,
            )
            for position, button in enumerate(message.buttons)
        )
        self._session.flush()

    def withdraw(self, dedupe_key: str, reason: str) -> bool:
        """Take back a message that is not on its way yet; False for one that is, or is none."""
        waiting = and_(_Row.dedupe_key == dedupe_key, _Row.state == OutboxState.WAITING)
        return self._change(waiting, state=OutboxState.DROPPED, reason=reason)

    def forget_withdrawn(self, dedupe_key: str) -> None:
        """Let a message that was taken back be put in again, as it then is; any other stays."""
        dropped = and_(_Row.dedupe_key == dedupe_key, _Row.state == OutboxState.DROPPED)
        self._session.execute(delete(_Row).where(dropped))

    def due(self, channel: str, at: datetime, *, limit: int) -> list[Departure]:
        """List the first waiting message of each chat of a channel that may be sent now.

        Chats in which somebody waits for an answer come first: a thousand reminders do not make
        one person wait.
        """
        patient = case((_Row.kind == OutgoingKind.REMINDER, 1), else_=0)
        heads = (
            select(func.min(_Row.sequence).label("sequence"), func.min(patient).label("patient"))
            .where(_Row.state.in_(_LIVE), _Row.chat.startswith(f"{channel}:"))
            .group_by(_Row.chat)
            .subquery()
        )
        found = select(_Row).join(heads, heads.c.sequence == _Row.sequence).where(*_may_leave(at))
        ordered = found.order_by(heads.c.patient, _Row.sequence).limit(limit)
        return self._departures(self._session.scalars(ordered).all())

    def begin(
        self, sequence: int, worker: str, at: datetime, lease_until: datetime
    ) -> Departure | None:
        """Commit a message to being sent; None when it is no longer this one's turn."""
        earlier = aliased(_Row)
        blocked = select(earlier.sequence).where(
            earlier.chat == _Row.chat,
            earlier.sequence < _Row.sequence,
            earlier.state.in_(_LIVE),
        )
        claim = (
            update(_Row)
            .where(_Row.sequence == sequence, *_may_leave(at), ~blocked.exists())
            .values(
                state=OutboxState.SENDING,
                claimed_by=worker,
                lease_until=lease_until,
                attempts=_Row.attempts + 1,
            )
            .returning(_Row)
            .execution_options(synchronize_session=False, populate_existing=True)
        )
        found = self._departures(self._session.scalars(claim).all())
        return found[0] if found else None

    def settle(self, sequence: int, worker: str, change: Change) -> bool:
        """Say what became of a message; False when the worker no longer holds it."""
        values: dict[str, Any] = {"state": change.state, "reason": change.reason}
        for name in ("not_before", "parts_sent", "sent_at"):
            if getattr(change, name) is not None:
                values[name] = getattr(change, name)
        held = and_(
            _Row.sequence == sequence,
            _Row.claimed_by == worker,
            _Row.state == OutboxState.SENDING,
        )
        return self._change(held, claimed_by=None, lease_until=None, **values)

    def abandoned(self, at: datetime, *, limit: int) -> list[tuple[Departure, str]]:
        """List the messages whose sender was not heard of again, and who that was."""
        found = (
            select(_Row)
            .where(_Row.state == OutboxState.SENDING, _Row.lease_until < at)
            .order_by(_Row.sequence)
            .limit(limit)
        )
        rows = self._session.scalars(found).all()
        senders = [row.claimed_by or "" for row in rows]
        return list(zip(self._departures(rows), senders, strict=True))

    def find(self, dedupe_key: str) -> Departure | None:
        """Find a message by its key."""
        rows = self._session.scalars(select(_Row).where(_Row.dedupe_key == dedupe_key)).all()
        return next(iter(self._departures(rows)), None)

    def of_chats(self, chats: Sequence[ChatId], *, limit: int) -> list[Departure]:
        """List the newest texts to some chats, oldest first, dropped ones aside."""
        found = select(_Row).where(
            _Row.chat.in_(chats),
            _Row.kind != OutgoingKind.CHORE,
            _Row.state != OutboxState.DROPPED,
        )
        newest = self._session.scalars(found.order_by(_Row.sequence.desc()).limit(limit)).all()
        return self._departures(newest)[::-1]

    def revive(self, dedupe_key: str, at: datetime, reason: str) -> bool:
        """Let an uncertain message wait again, from its first part."""
        uncertain = and_(_Row.dedupe_key == dedupe_key, _Row.state == OutboxState.UNCERTAIN)
        return self._change(
            uncertain, state=OutboxState.WAITING, not_before=at, parts_sent=0, reason=reason
        )

    def last_language(self, chat: ChatId) -> str | None:
        """Tell the language of the last message to a chat."""
        found = select(_Row.language).where(_Row.chat == chat, _Row.kind != OutgoingKind.CHORE)
        return self._session.scalars(found.order_by(_Row.sequence.desc()).limit(1)).one_or_none()

    def _change(self, which: ColumnElement[bool], **values: Any) -> bool:
        change = update(_Row).where(which).values(**values)
        result = self._session.execute(change.execution_options(synchronize_session=False))
        return cast("CursorResult[Any]", result).rowcount == 1

    def _departures(self, rows: Sequence[tables.Outbox]) -> list[Departure]:
        buttons = self._buttons_of([row.sequence for row in rows])
        return [
            departure(row, (each for each in buttons if each.outbox_sequence == row.sequence))
            for row in rows
        ]

    def _buttons_of(self, sequences: list[int]) -> list[tables.Button]:
        if not sequences:
            return []
        found = select(tables.Button).where(tables.Button.outbox_sequence.in_(sequences))
        return list(self._session.scalars(found.order_by(tables.Button.position)))


def departure(row: tables.Outbox, buttons: Iterable[tables.Button] = ()) -> Departure:
    """Read an outgoing message from its row and those of its buttons."""
    return Departure(
        sequence=row.sequence,
        dedupe_key=row.dedupe_key,
        chat=ChatId(row.chat),
        text=row.text,
        kind=OutgoingKind(row.kind),
        language=row.language,
        state=OutboxState(row.state),
        attempts=row.attempts,
        parts_sent=row.parts_sent,
        reason=row.reason,
        created_at=row.created_at,
        due_at=row.due_at,
        expires_at=row.expires_at,
        buttons=tuple(stored_button(each) for each in buttons),
        enclosure=row.enclosure,
    )


def _may_leave(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (_Row.state == OutboxState.WAITING, or_(_Row.not_before <= at, _Row.expires_at <= at))
