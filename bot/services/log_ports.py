"""What the use cases need from the database about what was done, and about what is over."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import AccountId


class AuditRepository(Protocol):
    """Who did what."""

    def add(
        self, account: AccountId | None, action: str, kind: str, subject: str | None, at: datetime
    ) -> None:
        """Note an action; never a text."""


class ExpiredRows(Protocol):
    """What is kept only for a while; each tells how many rows it deleted."""

    def delete_messages(self, before: datetime) -> int:
        """Delete settled messages and what Rasa remembers, from before `before`."""

    def delete_questions(self, before: datetime) -> int:
        """Delete questions from before `before`."""

    def delete_keys(self, at: datetime) -> int:
        """Delete links, sessions and buttons that are of no use any more at `at`."""
