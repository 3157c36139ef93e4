"""Repositories of what is only ever appended: questions and the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain_model.actors import AccountId
from bot.services.ports.logs import AuditEntry, AuditWish
from bot.services.ports.questions import AskedQuestion
from bot.storage import tables
from bot.storage.base import new_id


class Questions:
    """Questions that were asked, without identity."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add(self, question: AskedQuestion, at: datetime) -> None:
        """Keep a question."""
        self._session.add(
            tables.QuestionLog(
                id=new_id(),
                text=question.text,
                topic=question.topic,
                decision=question.decision,
                confidence=question.confidence,
                language=question.language,
                asked_at=at,
            )
        )


class Audit:
    """Who did what."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add(
        self, account: AccountId | None, action: str, kind: str, subject: str | None, at: datetime
    ) -> None:
        """Note an action; never a text."""
        self._session.add(
            tables.AuditLog(
                id=new_id(),
                at=at,
                account_id=account,
                action=action,
                kind=kind,
                subject_id=subject,
            )
        )

    def entries(self, wish: AuditWish) -> Sequence[AuditEntry]:
        """List what was done, newest first."""
        row = tables.AuditLog
        equal = {
            row.action: wish.action,
            row.kind: wish.kind,
            row.account_id: wish.account_id,
            row.subject_id: wish.subject,
        }
        found = select(row).where(
            *(column == value for column, value in equal.items() if value is not None)
        )
        if wish.since is not None:
            found = found.where(row.at >= wish.since)
        if wish.until is not None:
            found = found.where(row.at < wish.until)
        newest = self._session.scalars(found.order_by(row.at.desc(), row.id).limit(wish.limit))
        return [
            AuditEntry(each.at, each.account_id, each.action, each.kind, each.subject_id)
            for each in newest
        ]
