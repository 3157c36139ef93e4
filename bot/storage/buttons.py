"""Repository of the buttons under messages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.domain_model.actors import ChatId
from bot.services.ports.messages import StoredButton
from bot.storage import message_tables as tables


class Buttons:
    """The buttons under the messages."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def find(self, token: str) -> StoredButton | None:
        """Find a button."""
        row = self._session.get(tables.Button, token)
        return None if row is None else stored_button(row)

    def of_message(self, button: StoredButton) -> list[StoredButton]:
        """List the buttons of a button's message, and let nobody else press one meanwhile."""
        # Locked, so that of two presses at once on one message the second sees the first.
        same_message = (
            select(tables.Button)
            .where(tables.Button.outbox_sequence == button.outbox_sequence)
            .order_by(tables.Button.position)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return [stored_button(row) for row in self._session.scalars(same_message)]

    def mark_pressed(self, token: str, at: datetime) -> None:
        """Remember that a button was pressed."""
        pressed = update(tables.Button).where(tables.Button.token == token)
        self._session.execute(pressed.values(pressed_at=at))


def stored_button(row: tables.Button) -> StoredButton:
    """Read a button from its row."""
    return StoredButton(
        token=row.token,
        chat=ChatId(row.chat),
        outbox_sequence=row.outbox_sequence,
        title=row.title,
        payload=row.payload,
        choice=row.choice,
        expires_at=row.expires_at,
        pressed_at=row.pressed_at,
    )
