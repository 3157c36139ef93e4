"""What the use cases need from the database about what was done, and about what is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import AccountId


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what to which row; `account_id` is None for the command line."""

    at: datetime
    account_id: str | None
    action: str
    kind: str
    subject: str | None


@dataclass(frozen=True, slots=True)
class AuditWish:
    """Which entries are wanted; None asks for any."""

    since: datetime | None = None
    until: datetime | None = None
    action: str | None = None
    kind: str | None = None
    account_id: str | None = None
    subject: str | None = None
    limit: int = 100


class AuditRepository(Protocol):
    """Who did what."""

    def add(
        self, account: AccountId | None, action: str, kind: str, subject: str | None, at: datetime
    ) -> None:
        """Note an action; never a text."""

    def entries(self, wish: AuditWish) -> Sequence[AuditEntry]:
        """List what was done, newest first."""


class ExpiredRows(Protocol):
    """What is kept only for a while; each tells how many rows it deleted."""

    def delete_messages(self, before: datetime) -> int:
        """Delete settled messages and what Rasa remembers, from before `before`."""

    def delete_questions(self, before: datetime) -> int:
        """Delete questions from before `before`."""

    def delete_keys(self, at: datetime) -> int:
        """Delete links, sessions and buttons that are of no use any more at `at`."""
