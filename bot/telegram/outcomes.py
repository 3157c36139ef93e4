"""What is written down about an attempt to send that failed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain_model.messages import Doubt, OutgoingKind
from bot.services.outbox import Outbox
from bot.services.ports.messages import Departure
from bot.telegram.api import ApiError, BrokenOff, NoAnswer, Refused, name_of
from bot.telegram.manner import Manner
from bot.telegram.pacing import Pacing
from bot.telegram.waiting import backoff

LONGEST_PAUSE = 30.0
CHORE_ATTEMPTS = 3

WriteDown = Callable[[], None]
"""Writes down what became of a message; it may be called again while the database is away."""

_log = logging.getLogger(__name__)


class Outcomes:
    """Decides what a failed attempt means for its message (docs/decisions/010)."""

    def __init__(self, outbox: Outbox, pacing: Pacing, manner: Manner) -> None:
        """Write to `outbox`; tell `pacing` when Telegram wants a pause."""
        self._outbox = outbox
        self._pacing = pacing
        self._manner = manner

    def of(self, leaving: Departure, error: ApiError | TimeoutError, parts: int) -> WriteDown:
        """Give what has to be written down about a message of so many parts."""
        if isinstance(error, Refused):
            return self._refused(leaving, error)
        if isinstance(error, NoAnswer | TimeoutError):
            return self._doubtful(leaving, Doubt.NO_ANSWER, parts)
        if isinstance(error, BrokenOff):
            return self._doubtful(leaving, Doubt.BROKEN_OFF, parts)
        _log.warning("message %s is not sent: %s", leaving.sequence, error)
        return self._later(leaving, error)

    def put_back(self, leaving: Departure, until: datetime, why: str) -> WriteDown:
        """Let a message that certainly did not arrive wait until then."""
        now = self._manner.clock()
        return lambda: self._outbox.put_back(leaving, why, until=until, at=now)

    def _doubtful(self, leaving: Departure, doubt: Doubt, parts: int) -> WriteDown:
        if leaving.kind is OutgoingKind.CHORE:
            return self._later(leaving, TimeoutError())
        clock = self._manner.clock
        return lambda: self._outbox.doubt(leaving, doubt, parts=parts, at=clock())

    def _refused(self, leaving: Departure, error: Refused) -> WriteDown:
        now = self._manner.clock()
        if error.code == 429:
            until = now + timedelta(seconds=error.retry_after or LONGEST_PAUSE)
            self._pacing.told_to_wait(leaving.chat, until, now)
            _log.warning("Telegram wants a pause of %s s", error.retry_after)
            return self.put_back(leaving, until, name_of(error))
        if error.code in (401, 404):
            _log.error("Telegram does not take the token any more (%s)", error.code)
            until = now + timedelta(seconds=LONGEST_PAUSE)
            return self.put_back(leaving, until, name_of(error))
        if error.code >= 500:
            _log.warning("message %s is not sent: Telegram says %s", leaving.sequence, error.code)
            return self._later(leaving, error)
        if error.code == 403 or "chat not found" in error.description.lower():
            return lambda: self._outbox.blocked(leaving, at=now)
        # Telegram's words may repeat ours, so they stay out of the log.
        return lambda: self._outbox.drop(leaving, name_of(error), at=now)

    def _later(self, leaving: Departure, error: Exception) -> WriteDown:
        now = self._manner.clock()
        if leaving.kind is OutgoingKind.CHORE and leaving.attempts >= CHORE_ATTEMPTS:
            return lambda: self._outbox.drop(leaving, "given_up", at=now)
        pause = backoff(leaving.attempts, self._manner.rng, longest=LONGEST_PAUSE)
        return self.put_back(leaving, now + timedelta(seconds=pause), name_of(error))
