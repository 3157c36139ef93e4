"""A conversation on a page or in a terminal: write, press, wait for the answer, read it all."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain_model.actors import ChatId
from bot.domain_model.messages import InboxState
from bot.services.buttons import open_buttons
from bot.services.ports.messages import Departure, KeptMessage, StoredButton
from bot.services.ports.unit_of_work import Begin
from bot.services.turns import Outcome, Turns

PATIENCE = timedelta(seconds=30)
LINES = 100
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a conversation, as a reader sees it; `key` is its own.

    `open` is true for what the person wrote and Refleks has yet to answer, `pressed` for what she
    said with a button. `buttons` are those that may still be pressed.
    """

    key: str
    author: Literal["person", "refleks"]
    at: datetime
    text: str
    language: str | None = None
    buttons: tuple[StoredButton, ...] = ()
    open: bool = False
    pressed: bool = False
    enclosure: str | None = None


class Conversations:
    """Conversations on the channels whose messages need not be sent: pages and terminals."""

    def __init__(
        self, begin: Begin, turns: Turns, pause: Callable[[float], object] = time.sleep
    ) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._turns = turns
        self._pause = pause

    def answer(
        self,
        chat: ChatId,
        key: str,
        clock: Callable[[], datetime],
        patience: timedelta = PATIENCE,
    ) -> bool:
        """Have a message answered that was just received; False when patience ran out.

        Another process may be at it already: then this waits for it. What is not answered in
        time is not lost; the bot process goes on with it.

        Raises:
            StorageUnavailable: when the database cannot be reached; the message waits.
        """
        end = clock() + patience
        while not self._turns.settled(key):
            if self._turns.handle(chat, clock) in (Outcome.ANSWERED, Outcome.PARKED):
                continue
            if clock() >= end:
                return False
            self._pause(_PAUSE)
        return True

    def lines(self, chats: Sequence[ChatId], *, limit: int = LINES) -> list[Line]:
        """List the newest messages of some chats, both sides, in the order they were said."""
        with self._begin() as uow:
            heard = uow.inbox.of_chats(chats, limit=limit)
            said = uow.outbox.of_chats(chats, limit=limit)
        lines = [*map(_heard, heard), *map(_said, said)]
        # At the same moment the person comes first: what was said answers her.
        lines.sort(key=lambda line: (line.at, line.author != "person"))
        return lines[-limit:]


def _heard(kept: KeptMessage) -> Line:
    waiting = kept.state is InboxState.WAITING
    text, pressed = kept.message.text or "", kept.message.payload is not None
    return Line(kept.message.key, "person", kept.received_at, text, open=waiting, pressed=pressed)


def _said(sent: Departure) -> Line:
    return Line(
        sent.dedupe_key,
        "refleks",
        sent.created_at,
        sent.text,
        sent.language,
        open_buttons(sent.buttons),
        enclosure=sent.enclosure,
    )
