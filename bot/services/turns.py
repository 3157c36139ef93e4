"""Answer what waits in the inbox: one message of a chat at a time, in the order it arrived."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain_model.actors import ChatId
from bot.domain_model.messages import OutgoingKind, join_parts
from bot.domain_model.privacy import mask_hard_identifiers
from bot.services.insight_deliveries import note_deliveries
from bot.services.notices import Notices, chat_language
from bot.services.partners import Partners, account_in
from bot.services.ports.assistant import (
    Assistant,
    AssistantFailed,
    AssistantNotReady,
    AssistantRefused,
    Turn,
    TurnReplies,
)
from bot.services.ports.messages import ClaimedMessage, Incoming, Outgoing
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.questions import asked_question

LEASE = timedelta(seconds=15)
"""How long a worker may be silent before another takes its message over. Asking twice is safe:
the assistant gives the same replies again, and the outbox takes each of them once."""
NOT_READY_DELAY = timedelta(seconds=1)
PATIENCE = timedelta(seconds=20)
"""How long a person waits for an assistant that is not there before she is told."""
MAX_ATTEMPTS = 6
"""Failures of the assistant on one message before it is left to an operator."""
MAX_UNFINISHED = 15
"""Attempts that may end in any way, also with the worker's death: one message that kills each
worker that takes it must not keep all others waiting."""
BATCH = 50
REPLY = ":reply:"
"""What comes between a message's key and the number of a reply to it."""

_log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """How an attempt to answer a message ended."""

    ANSWERED = "answered"
    PUT_BACK = "put_back"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class _Failure:
    text: str
    reference: str


class Turns:
    """Takes messages from the inbox to the assistant and its replies to the outbox."""

    def __init__(
        self, begin: Begin, assistant: Assistant, notices: Notices, partners: Partners, worker: str
    ) -> None:
        """Ask `assistant`; `worker` names this process among those on the same database."""
        self._begin = begin
        self._assistant = assistant
        self._notices = notices
        self._partners = partners
        self._worker = worker

    def chats_due(self, *, at: datetime, limit: int = BATCH) -> list[ChatId]:
        """List the chats in which a message may be answered now, on every channel."""
        with self._begin() as uow:
            return uow.inbox.chats_due(at, limit=limit)

    def settled(self, key: str) -> bool:
        """Tell whether a message was answered or parked."""
        with self._begin() as uow:
            return uow.inbox.settled(key)

    def handle(self, chat: ChatId, clock: Callable[[], datetime]) -> Outcome | None:
        """Answer a chat's oldest message; None when there is none, or another is at it.

        The replies and the message's being done are one transaction.

        Raises:
            StorageUnavailable: when the database cannot be reached; the message waits.
        """
        now = clock()
        with self._begin() as uow:
            claimed = _whole(uow, uow.inbox.claim_oldest(chat, self._worker, now, now + LEASE))
            language = _pinned_language(uow, chat)
            uow.commit()
        if claimed is None:
            return None
        if claimed.attempts > MAX_UNFINISHED:
            return self._park(claimed, _Failure("messages.failed", _reference()), clock())
        try:
            replies = self._assistant.take_turn(_turn(claimed.message, language))
        except AssistantNotReady:
            return self._wait(claimed, clock())
        except AssistantFailed as error:
            return self._failed(claimed, error.reference, clock())
        except AssistantRefused:
            _log.warning("the assistant refuses message %s", claimed.sequence)
            return self._park(claimed, _Failure("messages.refused", _reference()), clock())
        return self._answered(claimed, replies, clock())

    def _answered(self, claimed: ClaimedMessage, replies: TurnReplies, at: datetime) -> Outcome:
        with self._begin() as uow:
            if uow.inbox.done(claimed.sequence, self._worker, at):
                self._say(uow, claimed.message, replies, at)
                question = asked_question(claimed.message, replies)
                if question is not None:
                    uow.questions.add(question, at)
                uow.commit()
        if claimed.message.payload is None:
            self._partners.note_language(claimed.message.chat, replies.language)
        return Outcome.ANSWERED

    def _say(self, uow: UnitOfWork, message: Incoming, replies: TurnReplies, at: datetime) -> None:
        said = _outgoing(message, replies)
        for outgoing in said:
            uow.outbox.add_once(outgoing, at)
        note_deliveries(uow, message.chat, replies, at)
        if not said:
            key = f"{message.key}:no_answer"
            self._notices.add(
                uow, message.chat, key, "messages.no_answer", at=at, language=replies.language
            )

    def _wait(self, claimed: ClaimedMessage, at: datetime) -> Outcome:
        message = claimed.message
        with self._begin() as uow:
            uow.inbox.put_back(claimed.sequence, self._worker, at + NOT_READY_DELAY, counted=False)
            if at - claimed.received_at >= PATIENCE:
                language = chat_language(uow, message.chat)
                key = f"{message.key}:waiting"
                self._notices.add(
                    uow, message.chat, key, "messages.waiting", at=at, language=language
                )
            uow.commit()
        return Outcome.PUT_BACK

    def _failed(self, claimed: ClaimedMessage, reference: str | None, at: datetime) -> Outcome:
        reference = reference or _reference()
        _log.warning(
            "turn of message %s failed, attempt %s, reference %s",
            claimed.sequence,
            claimed.attempts,
            reference,
        )
        if claimed.attempts >= MAX_ATTEMPTS:
            return self._park(claimed, _Failure("messages.failed", reference), at)
        delay = timedelta(seconds=2 ** (claimed.attempts - 1))
        with self._begin() as uow:
            uow.inbox.put_back(claimed.sequence, self._worker, at + delay, counted=True)
            uow.commit()
        return Outcome.PUT_BACK

    def _park(self, claimed: ClaimedMessage, failure: _Failure, at: datetime) -> Outcome:
        message = claimed.message
        with self._begin() as uow:
            if uow.inbox.park(claimed.sequence, self._worker, at, failure.reference):
                self._notices.add(
                    uow,
                    message.chat,
                    f"{message.key}:failed",
                    failure.text,
                    at=at,
                    language=chat_language(uow, message.chat),
                    reference=failure.reference,
                )
            uow.commit()
        _log.error("message %s is parked, reference %s", claimed.sequence, failure.reference)
        return Outcome.PARKED


def _reference() -> str:
    return secrets.token_hex(4)


def _whole(uow: UnitOfWork, claimed: ClaimedMessage | None) -> ClaimedMessage | None:
    """Give a message with the words of all its parts; an identifier may lie across a cut."""
    if claimed is None or claimed.message.payload is not None:
        return claimed
    parts = uow.inbox.parts(claimed.message.key)
    if len(parts) <= 1:
        return claimed
    text = mask_hard_identifiers(join_parts(list(parts.values()))).text
    return replace(claimed, message=replace(claimed.message, text=text))


def _turn(message: Incoming, language: str | None) -> Turn:
    return Turn(
        sender_id=message.chat,
        message_id=message.key,
        text=message.text if message.payload is None else None,
        payload=message.payload,
        sent_at=message.sent_at,
        language=language,
    )


def _outgoing(message: Incoming, replies: TurnReplies) -> list[Outgoing]:
    return [
        Outgoing(
            dedupe_key=f"{message.key}{REPLY}{number}",
            chat=message.chat,
            text=reply.text,
            kind=OutgoingKind.REPLY,
            language=replies.language,
            buttons=reply.buttons,
            enclosure=reply.enclosure,
        )
        for number, reply in enumerate(replies.replies)
        if reply.text.strip()
    ]


def _pinned_language(uow: UnitOfWork, chat: ChatId) -> str | None:
    account = account_in(uow, chat)
    if account is None or account.partner_id is None:
        return None
    return uow.partners.get(account.partner_id).pinned_language
