"""When the next message may leave: Telegram's limits, in all and per chat, and its own word."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

_SECOND = timedelta(seconds=1)
IN_ALL = 30
"""Messages a second, to all chats together."""
PER_CHAT = timedelta(seconds=1)
"""Between two messages to one chat."""


AT_A_TIME = 6
"""Moments to set aside at a time: more would save writes to the database, but an answer that
somebody waits for would wait longer behind what others have set aside."""
LASTS = timedelta(seconds=1)
"""A moment that was not used so long is lost: saved up, they would leave as a burst."""
_SOON = timedelta(seconds=0.05)


class Pacing:
    """Keeps to `in_all` messages in any second and one a second in each chat.

    A `shared` one sends only at moments that were granted to it, so that several processes
    together keep to the limit.
    """

    def __init__(self, in_all: int = IN_ALL, *, shared: bool = False) -> None:
        """Start with nothing sent, and no moment granted."""
        self._in_all = in_all
        self._shared = shared
        self._moments: deque[datetime] = deque()
        self._spaced = datetime.min.replace(tzinfo=UTC)
        self._sent: deque[datetime] = deque()
        self._chats: dict[str, datetime] = {}
        self._held: dict[str, datetime] = {}
        self._held_all: datetime | None = None

    def ready_at(self, chat: str, at: datetime) -> datetime:
        """Tell when a message may leave for a chat, as far as can be told; `at` when now."""
        if self._shared:
            moment = max(self._moments[0], self._spaced) if self._moments else at + _SOON
            if moment > at:
                return moment
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

    def missing(self, wanted: int, at: datetime) -> int:
        """Tell how many moments to ask for, with so many messages waiting; seldom, a few."""
        while self._moments and self._moments[0] + LASTS < at:
            self._moments.popleft()
        few = self._shared and len(self._moments) <= AT_A_TIME // 2
        return max(0, min(wanted, AT_A_TIME) - len(self._moments)) if few else 0

    def grant(self, moments: Sequence[datetime]) -> None:
        """Allow one message at each of these moments, which are later than all before."""
        self._moments.extend(moments)

    def sent(self, chat: str, at: datetime) -> None:
        """Note that a message leaves."""
        if self._moments:
            self._moments.popleft()
            # Moments that a slow machine has missed do not leave as a burst either.
            self._spaced = at + _SECOND / self._in_all
        self._sent.append(at)
        self._chats[chat] = at

    def not_sent(self, at: datetime) -> None:
        """Note that a message did not leave after all: another may in its place."""
        if self._shared:
            self._moments.appendleft(at)

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
