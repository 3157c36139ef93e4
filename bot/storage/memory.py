"""The events of conversations in the SQL database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, select
from sqlalchemy.orm import Session

from bot.services.ports.memory import (
    CHECKPOINT,
    SESSION_STARTED,
    ConversationChanged,
    ConversationEntry,
    ConversationLog,
)
from bot.storage.database import Database
from bot.storage.message_tables import ConversationEvent


class SqlMemory:
    """Implements `bot.services.ports.memory.Memory`; safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        """Keep everything in `database`."""
        self._database = database

    def recent(self, sender_id: str) -> ConversationLog:
        """Read from the last but one checkpoint, or from the newest session start after it."""
        with self._database.session() as session:
            return _read(session, sender_id, since=_beginning(session, sender_id))

    def whole(self, sender_id: str) -> ConversationLog:
        """Read everything, without checkpoints."""
        with self._database.session() as session:
            log = _read(session, sender_id, since=0)
        entries = tuple(entry for entry in log.entries if entry.kind != CHECKPOINT)
        return ConversationLog(entries, log.position)

    def append(self, sender_id: str, entries: Sequence[ConversationEntry], *, after: int) -> int:
        """Add `entries` at the end, all or none, and give the new position."""
        if not entries:
            return after
        with self._database.session() as session:
            if self._database.is_postgresql:
                # SQLite's transactions take turns anyway; here two writers of one chat must.
                session.execute(select(func.pg_advisory_xact_lock(func.hashtext(sender_id))))
            if _position(session, sender_id) != after:
                raise ConversationChanged
            rows = [_row(sender_id, entry) for entry in entries]
            session.add_all(rows)
            session.flush()
            position = max(row.id for row in rows)
            session.commit()
        return position

    def senders(self) -> list[str]:
        """List the chats that something is kept of."""
        with self._database.session() as session:
            return list(session.scalars(select(ConversationEvent.sender_id).distinct()))

    def delete_conversation(self, sender_id: str) -> int:
        """Forget a chat's conversation and tell how many events that were."""
        with self._database.session() as session:
            statement = delete(ConversationEvent).where(ConversationEvent.sender_id == sender_id)
            deleted = cast(CursorResult[Any], session.execute(statement)).rowcount
            session.commit()
        return deleted


def _beginning(session: Session, sender_id: str) -> int:
    checkpoints = _newest(session, sender_id, CHECKPOINT, count=2)
    started = next(iter(_newest(session, sender_id, SESSION_STARTED, count=1)), 0)
    last_but_one = checkpoints[1] if len(checkpoints) == 2 else 0
    # Neither is left when the beginning was deleted: then the only checkpoint knows most.
    return max(last_but_one, started) or next(iter(checkpoints), 0)


def _newest(session: Session, sender_id: str, kind: str, *, count: int) -> list[int]:
    statement = (
        select(ConversationEvent.id)
        .where(ConversationEvent.sender_id == sender_id, ConversationEvent.type_name == kind)
        .order_by(ConversationEvent.id.desc())
        .limit(count)
    )
    return list(session.scalars(statement))


def _read(session: Session, sender_id: str, *, since: int) -> ConversationLog:
    # Columns instead of objects: half the time for the hundred rows of every turn.
    statement = (
        select(
            ConversationEvent.id,
            ConversationEvent.type_name,
            ConversationEvent.name,
            ConversationEvent.timestamp,
            ConversationEvent.data,
        )
        .where(ConversationEvent.sender_id == sender_id, ConversationEvent.id >= since)
        .order_by(ConversationEvent.id)
    )
    rows = session.execute(statement).all()
    entries = tuple(ConversationEntry(kind, name, at, data) for _, kind, name, at, data in rows)
    return ConversationLog(entries, rows[-1].id if rows else 0)


def _position(session: Session, sender_id: str) -> int:
    statement = select(func.max(ConversationEvent.id)).where(
        ConversationEvent.sender_id == sender_id
    )
    return session.scalar(statement) or 0


def _row(sender_id: str, entry: ConversationEntry) -> ConversationEvent:
    return ConversationEvent(
        sender_id=sender_id,
        type_name=entry.kind,
        name=entry.name,
        timestamp=entry.timestamp,
        data=entry.data,
    )
