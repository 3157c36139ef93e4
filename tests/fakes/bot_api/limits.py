"""Telegram's flood limits, for tests that want to see them kept."""

import math
import time
from collections import defaultdict, deque

from tests.fakes.bot_api.errors import too_many_requests


class Limits:
    """Counts messages of the last second, in all and per chat; off until it is configured."""

    def __init__(self) -> None:
        """Start switched off."""
        self.configure(None, None)

    def configure(self, in_all: int | None, per_chat: int | None, window: float = 1) -> None:
        """Let so many messages through per window of seconds; None is without limit."""
        self._in_all = in_all
        self._per_chat = per_chat
        self._window = window
        self._all: deque[float] = deque()
        self._chats: dict[str, deque[float]] = defaultdict(deque)

    def check(self, chat_id: object) -> None:
        """Count one message, or raise the 429 that says when the next would be let through."""
        now = time.monotonic()
        self._within(self._all, self._in_all, now)
        self._within(self._chats[str(chat_id)], self._per_chat, now)
        self._all.append(now)
        self._chats[str(chat_id)].append(now)

    def _within(self, sent: deque[float], limit: int | None, now: float) -> None:
        while sent and now - sent[0] >= self._window:
            sent.popleft()
        if limit is not None and len(sent) >= limit:
            raise too_many_requests(max(1, math.ceil(self._window - (now - sent[0]))))
