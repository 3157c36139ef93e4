"""When the next message may leave: Telegram's limits, in all and per chat, and its own word."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

_SECOND = timedelta(seconds=1)
IN_ALL = 30
"""Messages a second, to all chats together."""
PER_CHAT = timedelta(seconds=1)
"""Between two messages to one chat."""


class Pacing:
    """Keeps to `in_all` messages in any second and one a second in each chat."""

    def __init__(self, in_all: int = IN_ALL) -> None:
        """Start with nothing sent."""
        self._in_all = in_all
        self._sent: deque[datetime] = deque()
        self._chats: dict[str, datetime] = {}
        self._held: dict[str, datetime] = {}
        self._held_all: datetime | None = None

    def ready_at(self, chat: str, at: datetime) -> datetime:
        """Tell when a message may leave for a chat; `at` itself when it may now."""
        self._forget(at)
        times = [at]
        if self._held_all:
            times.append(self._held_all)
        if chat in self._held:
            times.append(self._held[chat])
        if chat in self._chats:
            times.append(self._chats[chat] + PER_CHAT)
        times.append(self._room_at(at))
        return max(times)

    def sent(self, chat: str, at: datetime) -> None:
        """Note that a message leaves."""
        self._sent.append(at)
        self._chats[chat] = at

    def told_to_wait(self, chat: str, until: datetime, at: datetime) -> None:
        """Note that Telegram wants a pause.

        It does not say whether it means the chat or all of them: when it asks for a second chat
        while the first still waits, all are held.
        """
        self._forget(at)
        others = [time for held, time in self._held.items() if held != chat]
        self._held[chat] = max(until, self._held.get(chat, until))
        if others:
            self._held_all = max([until, *others])

    def _room_at(self, at: datetime) -> datetime:
        if len(self._sent) < self._in_all:
            return at
        return self._sent[-self._in_all] + _SECOND

    def _forget(self, at: datetime) -> None:
        while self._sent and self._sent[0] + _SECOND <= at:
            self._sent.popleft()
        self._chats = {chat: time for chat, time in self._chats.items() if time + PER_CHAT > at}
        self._held = {chat: time for chat, time in self._held.items() if time > at}
        if self._held_all and self._held_all <= at:
            self._held_all = None
