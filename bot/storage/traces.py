"""Blanks what messages and Rasa's memory still hold of something that was deleted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import ChatId
from bot.domain_model.messages import InboxState, OutboxState
from bot.storage import message_tables as messages

BLANK = "–"
"""What stands where a text was: a message keeps its place, so that it is not taken in again."""
_TELLING = 60
_SHORT = 12


class Traces:
    """What messages and Rasa's memory still hold of something that was deleted."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def erase(
        self, chats: Collection[ChatId], texts: Iterable[str], message_keys: Collection[str]
    ) -> None:
        """Blank every message and memory of these chats that holds one of the texts.

        The messages with these keys are blanked whatever they hold now.
        """
        holds = _finder(texts)
        self._blank_inbox(chats, message_keys, holds)
        self._blank_outbox(chats, holds)
        event = messages.ConversationEvent
        for row in self._session.scalars(select(event).where(event.sender_id.in_(chats))):
            if (row.data.get("metadata") or {}).get("message_id") in message_keys:
                row.data = _blanked(row.data, _finder([str(row.data.get("text") or "")]))
            row.data = _blanked(row.data, holds)
        self._session.flush()

    def _blank_inbox(
        self, chats: Collection[ChatId], keys: Collection[str], holds: Callable[[str], bool]
    ) -> None:
        row = messages.Inbox
        settled = select(row).where(row.chat.in_(chats), row.state != InboxState.WAITING)
        for each in self._session.scalars(settled):
            held = holds(each.text or "") or holds(each.payload or "")
            if held or each.message_key in keys or each.part_of in keys:
                each.text, each.payload = BLANK, None

    def _blank_outbox(self, chats: Collection[ChatId], holds: Callable[[str], bool]) -> None:
        row, button = messages.Outbox, messages.Button
        for each in self._session.scalars(select(row).where(row.chat.in_(chats))):
            if holds(each.text):
                each.text = BLANK
                if each.state == OutboxState.WAITING:
                    each.state, each.reason = OutboxState.DROPPED, "deleted"
        for pressable in self._session.scalars(select(button).where(button.chat.in_(chats))):
            if holds(pressable.payload) or holds(pressable.title):
                self._session.execute(delete(button).where(button.token == pressable.token))


def _finder(texts: Iterable[str]) -> Callable[[str], bool]:
    """Make the question whether a message holds one of the texts, or the beginning of one.

    A short text («Fint.») is known by standing alone, or behind its label in a summary.
    """
    plain = {tidy for text in texts if (tidy := " ".join(text.split()))}
    long = [text[:_TELLING] for text in plain if len(text) >= _SHORT]
    short = {text for text in plain if len(text) < _SHORT}

    def holds(text: str) -> bool:
        whole = " ".join(text.split())
        lines = {line.strip().partition(": ")[2] for line in text.splitlines()}
        return any(each in whole for each in long) or whole in short or bool(lines & short)

    return holds


def _blanked(data: Any, holds: Callable[[str], bool]) -> Any:
    """Give JSON with every string blanked that holds what was deleted."""
    if isinstance(data, str):
        return BLANK if holds(data) else data
    if isinstance(data, list):
        return [_blanked(each, holds) for each in data]
    if isinstance(data, dict):
        return {key: _blanked(each, holds) for key, each in data.items()}
    return data
