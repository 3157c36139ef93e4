"""Delete on a clock what is kept only for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.ports.unit_of_work import Begin


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept."""

    messages: timedelta
    """Messages in and out, buttons, and what Rasa remembers of conversations."""
    questions: timedelta
    """Questions, which tell nobody's name."""


class Purge:
    """What is over is deleted: messages, conversations, questions, used links, old sessions."""

    def __init__(self, begin: Begin, retention: Retention) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._retention = retention

    def run(self, *, at: datetime) -> int:
        """Delete everything that is over at `at`; tell how many rows that was.

        A message that still waits to be answered or sent is never deleted. A reflection, a visit
        and a person are not deleted here: only who owns them decides that.
        """
        with self._begin() as uow:
            deleted = uow.expired.delete_messages(at - self._retention.messages)
            deleted += uow.expired.delete_questions(at - self._retention.questions)
            deleted += uow.expired.delete_keys(at)
            uow.commit()
        return deleted
