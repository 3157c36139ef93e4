"""When the next message may leave: Telegram's limits, in all and per chat, and its own word."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta

IN_ALL = 30
"""Messages a second, to all chats together."""
PER_CHAT = timedelta(seconds=1)
"""Between two messages to one chat."""
SECOND = timedelta(seconds=1.03)
"""A second as we count it: the network bunches together some messages that left apart. The figure
was measured: docs/decisions/010."""
CATCH_UP = timedelta(seconds=0.05)
"""How far a sender that was late may make up for it; else messages leave evenly."""


class Pacing:
    """Keeps to `in_all` messages in any second and one a second in each chat."""

    def __init__(self, in_all: int = IN_ALL) -> None:
        """Start with nothing sent."""
        self._in_all = in_all
        self._even = datetime.min.replace(tzinfo=UTC)
        self._booked: deque[datetime] = deque()
        self._chats: dict[str, datetime] = {}
        self._held: dict[str, datetime] = {}
        self._held_all: datetime | None = None

    def open_at(self, chat: str, at: datetime) -> datetime:
        """Tell when a chat takes its next message, as far as can be told; `at` when now."""
        self._forget(at)
        times = [at]
        if self._held_all:
            times.append(self._held_all)
        if chat in self._held:
            times.append(self._held[chat])
        if chat in self._chats:
            times.append(self._chats[chat] + PER_CHAT)
        return max(times)

    def turn_at(self, chat: str, at: datetime) -> datetime:
        """Give the moment at which a message for a chat may leave when it is booked now."""
        return max(self.open_at(chat, at), self._even, self._room_at(at))

    def book(self, chat: str, moment: datetime) -> None:
        """Count a message as sent at a moment, which is not before its turn."""
        self._even = max(self._even, moment - CATCH_UP) + SECOND / self._in_all
        self._booked.append(moment)
        self._chats[chat] = moment

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
        if len(self._booked) < self._in_all:
            return at
        return self._booked[-self._in_all] + SECOND

    def _forget(self, at: datetime) -> None:
        while self._booked and self._booked[0] + SECOND <= at:
            self._booked.popleft()
        self._chats = {chat: time for chat, time in self._chats.items() if time + PER_CHAT > at}
        self._held = {chat: time for chat, time in self._held.items() if time > at}
        if self._held_all and self._held_all <= at:
            self._held_all = None
