"""Repository of the outbox and the buttons under its messages."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.domain_model.messages import OutboxState
from bot.services.ports import Outgoing
from bot.storage import message_tables as tables
from bot.storage.upsert import insert_once

BUTTON_LIFETIME = timedelta(days=30)
_TOKEN_BYTES = 12


class Outbox:
    """What Refleks has to say, until it is said."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add_once(self, message: Outgoing, at: datetime) -> bool:
        """Put a message in the outbox; False when its `dedupe_key` was there already."""
        row = tables.Outbox(
            dedupe_key=message.dedupe_key,
            chat=message.chat,
            text=message.text,
            kind=message.kind,
            language=message.language,
            state=OutboxState.WAITING,
            not_before=at,
            expires_at=message.expires_at,
            created_at=at,
        )
        if not insert_once(self._session, row, ("dedupe_key",)):
            return False
        key = select(tables.Outbox.sequence).where(tables.Outbox.dedupe_key == message.dedupe_key)
        sequence = self._session.scalars(key).one()
        self._session.add_all(
            tables.Button(
                token=secrets.token_urlsafe(_TOKEN_BYTES),
                chat=message.chat,
                outbox_sequence=sequence,
                position=position,
                title=button.title,
                payload=button.payload,
                expires_at=at + BUTTON_LIFETIME,
            )
            for position, button in enumerate(message.buttons)
        )
        self._session.flush()
        return True

    def withdraw(self, dedupe_key: str, reason: str) -> None:
        """Take back a message that is not on its way yet; pass over any other."""
        waiting = update(tables.Outbox).where(
            tables.Outbox.dedupe_key == dedupe_key, tables.Outbox.state == OutboxState.WAITING
        )
        self._session.execute(waiting.values(state=OutboxState.DROPPED, reason=reason))
