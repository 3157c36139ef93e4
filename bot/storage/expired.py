"""Deletes what is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_
from sqlalchemy.orm import Session

from bot.domain_model.messages import OutboxState
from bot.storage import enquiry_tables as enquiries
from bot.storage import import_tables, tables
from bot.storage import message_tables as messages
from bot.storage.base import Base


class Expired:
    """Rows whose time is over."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def delete_messages(self, before: datetime) -> int:
        """Delete settled messages, what Rasa remembers and what calendars told, from before."""
        inbox, outbox, event = messages.Inbox, messages.Outbox, messages.ConversationEvent
        imported = import_tables.ImportedVisit
        ended = outbox.state.not_in([OutboxState.WAITING, OutboxState.SENDING])
        return (
            self._delete(inbox, inbox.done_at < before)
            + self._delete(outbox, outbox.created_at < before, ended)
            + self._delete(event, event.timestamp < before.timestamp())
            + self._delete(imported, imported.starts_at < before)
        )

    def delete_questions(self, before: datetime) -> int:
        """Delete questions, answered ones to coordinators, and feedback, from before then."""
        question, enquiry, feedback = tables.QuestionLog, enquiries.Enquiry, enquiries.Feedback
        return (
            self._delete(question, question.asked_at < before)
            + self._delete(enquiry, enquiry.answered_at < before)
            + self._delete(feedback, feedback.given_at < before)
        )

    def delete_keys(self, at: datetime) -> int:
        """Delete links, sessions and buttons that are of no use any more at `at`."""
        token, session, button = tables.OneTimeToken, tables.WebSession, messages.Button
        return (
            self._delete(token, or_(token.expires_at <= at, token.used_at.is_not(None)))
            + self._delete(session, session.expires_at <= at)
            + self._delete(button, button.expires_at <= at)
        )

    def _delete(self, table: type[Base], *conditions: ColumnElement[bool]) -> int:
        result = self._session.execute(delete(table).where(*conditions))
        return result.rowcount  # type: ignore[attr-defined,no-any-return]  # of a DELETE
