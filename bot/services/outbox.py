"""Let messages leave, each once: what is due, what became of it, and what to do in doubt.

`docs/decisions/010-uncertain-messages.md` gives the reasons for the rules on doubt.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.domain_model.actors import Channel, ChatId
from bot.domain_model.messages import Doubt, OutboxState, OutgoingKind
from bot.services.inbox import RESEND
from bot.services.notices import Notices
from bot.services.partners import Partners
from bot.services.ports.assistant import Button
from bot.services.ports.messages import Change, Departure
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.visit_reminders import needless
from bot.texts import Texts

LEASE = timedelta(seconds=25)
"""Longer than a sender ever waits for an answer: a message whose lease is over has lost its
sender."""
REPEATED = "repeated"
"""Noted on a message of which a part may have arrived before; the reader is told."""
UNANSWERED = "unanswered"
"""Noted on a message of which a part was sent and nobody answered."""
DUTY = timedelta(seconds=5)
"""How long a process is the one that sends, unless it looks again: so long it keeps the others
waiting when it dies."""
MOST_ATTEMPTS = 6
"""Attempts after which a message that its senders do not survive is given up."""
ARRIVED = "arrived"
LATE = "late"
BLOCKED = "blocked"

_OFFER = ":offer"
_log = logging.getLogger(__name__)


class Outbox:
    """Messages that leave for Telegram."""

    def __init__(
        self, begin: Begin, notices: Notices, texts: Texts, partners: Partners, worker: str
    ) -> None:
        """`worker` names this process among those on the same database."""
        self._begin = begin
        self._notices = notices
        self._texts = texts
        self._partners = partners
        self._worker = worker

    def due(self, *, at: datetime, limit: int) -> list[Departure]:
        """List messages that may leave now: at most one of each chat, the oldest first.

        Telegram's limits are for all messages of a bot, so that one sender has to know them all:
        a process that has something to send is on duty for a while, and for the others there is
        nothing to send meanwhile.
        """
        with self._begin() as uow:
            on_duty = uow.deliveries.take_duty(Channel.TELEGRAM, self._worker, at, at + DUTY)
            waiting = uow.outbox.due(Channel.TELEGRAM, at, limit=limit) if on_duty else []
            if waiting:
                uow.commit()
        return waiting

    def begin(self, sequence: int, *, at: datetime) -> Departure | None:
        """Commit a message to being sent; None when it is not to be sent after all.

        A message that has come too late is dropped.
        """
        with self._begin() as uow:
            leaving = uow.outbox.begin(sequence, self._worker, at, at + LEASE)
            if leaving:
                uow.deliveries.began(leaving, self._worker, at)
            if leaving and leaving.expires_at and leaving.expires_at <= at:
                change = Change(OutboxState.DROPPED, LATE)
                uow.outbox.settle(sequence, self._worker, change)
                uow.deliveries.ended(leaving, self._worker, LATE, at)
                _log.warning("message %s came too late and is dropped", sequence)
                leaving = None
            uow.commit()
        return leaving

    def part_sent(self, leaving: Departure, *, parts: int, at: datetime) -> None:
        """Say that the next part of a message of so many parts has arrived."""
        sent = leaving.parts_sent + 1
        in_doubt = leaving.reason == UNANSWERED
        if sent < parts:
            change = Change(OutboxState.WAITING, UNANSWERED if in_doubt else None, at, sent)
        elif in_doubt:
            change = Change(OutboxState.UNCERTAIN, UNANSWERED, at, sent)
        else:
            change = Change(OutboxState.SENT, None, at, sent, sent_at=at)
        self._settle(leaving, change, ARRIVED, at)

    def put_back(self, leaving: Departure, why: str, *, until: datetime, at: datetime) -> None:
        """Let a message that certainly did not arrive, and why, wait until then.

        A reminder is dropped instead when its visit was finished, moved or cancelled meanwhile:
        it was on its way then, and could not be taken back.
        """
        with self._begin() as uow:
            reason = needless(uow, leaving.dedupe_key, at)
            waits = Change(OutboxState.WAITING, leaving.reason, until)
            change = Change(OutboxState.DROPPED, reason) if reason else waits
            self._settled(uow, leaving, change, why, at)

    def drop(self, leaving: Departure, reason: str, *, at: datetime) -> None:
        """Give a message up, for this reason."""
        _log.warning("message %s is dropped: %s", leaving.sequence, reason)
        self._settle(leaving, Change(OutboxState.DROPPED, reason), reason, at)

    def blocked(self, leaving: Departure, *, at: datetime) -> None:
        """Give a message up because its chat takes none, and remember that of the partner."""
        self.drop(leaving, BLOCKED, at=at)
        self._partners.set_reachable(leaving.chat, reachable=False)

    def end_duty(self) -> None:
        """Let another process send from now on."""
        with self._begin() as uow:
            uow.deliveries.end_duty(Channel.TELEGRAM, self._worker)
            uow.commit()

    def doubt(self, leaving: Departure, doubt: Doubt, *, parts: int, at: datetime) -> None:
        """Say that it is not known whether the next part of a message has arrived."""
        with self._begin() as uow:
            self._in_doubt(uow, leaving, self._worker, doubt, parts, at)
            uow.commit()

    def recover(self, *, at: datetime, limit: int = 50) -> int:
        """Take over messages whose sender was not heard of again; tell how many."""
        with self._begin() as uow:
            abandoned = uow.outbox.abandoned(at, limit=limit)
            for leaving, sender in abandoned:
                self._in_doubt(uow, leaving, sender, Doubt.ABANDONED, leaving.parts_sent + 1, at)
            uow.commit()
        return len(abandoned)

    def _in_doubt(
        self,
        uow: UnitOfWork,
        leaving: Departure,
        sender: str,
        doubt: Doubt,
        parts: int,
        at: datetime,
    ) -> None:
        change = _after_doubt(leaving, doubt, parts, at)
        if not uow.outbox.settle(leaving.sequence, sender, change):
            return
        uow.deliveries.ended(leaving, sender, doubt, at)
        _log.warning(
            "message %s (%s) may or may not have arrived (%s): %s",
            leaving.sequence,
            leaving.kind,
            doubt,
            change.state,
        )
        given_up = doubt is Doubt.NO_ANSWER or change.state is OutboxState.UNCERTAIN
        if given_up and _can_be_offered(leaving):
            self._offer(uow, leaving, at)

    def _offer(self, uow: UnitOfWork, leaving: Departure, at: datetime) -> None:
        again = Button(
            self._texts.get("telegram.show_again", leaving.language),
            RESEND + leaving.dedupe_key,
        )
        self._notices.add(
            uow,
            ChatId(leaving.chat),
            leaving.dedupe_key + _OFFER,
            "telegram.may_be_lost",
            at=at,
            language=leaving.language,
            buttons=(again,),
        )

    def _settle(self, leaving: Departure, change: Change, result: str, at: datetime) -> None:
        with self._begin() as uow:
            self._settled(uow, leaving, change, result, at)

    def _settled(
        self, uow: UnitOfWork, leaving: Departure, change: Change, result: str, at: datetime
    ) -> None:
        if uow.outbox.settle(leaving.sequence, self._worker, change):
            uow.deliveries.ended(leaving, self._worker, result, at)
            uow.commit()
        else:
            _log.warning("message %s was taken over by another sender", leaving.sequence)


def _can_be_offered(leaving: Departure) -> bool:
    conversation = leaving.kind in (OutgoingKind.REPLY, OutgoingKind.NOTICE)
    return conversation and not leaving.dedupe_key.endswith(_OFFER)


def _after_doubt(leaving: Departure, doubt: Doubt, parts: int, at: datetime) -> Change:
    """Decide what becomes of a message of which a part may or may not have arrived."""
    if leaving.kind is OutgoingKind.CHORE:
        # Doing it twice changes nothing.
        return Change(OutboxState.WAITING, leaving.reason, at)
    if leaving.kind is not OutgoingKind.REMINDER and _is_repeated(leaving, doubt):
        return Change(OutboxState.WAITING, REPEATED, at)
    passed = leaving.parts_sent + 1
    more = passed < parts
    state = OutboxState.WAITING if more else OutboxState.UNCERTAIN
    return Change(state, UNANSWERED, at, passed)


def _is_repeated(leaving: Departure, doubt: Doubt) -> bool:
    """Tell whether a message is said once more; the process may die again, but not for ever."""
    if doubt is Doubt.ABANDONED:
        return leaving.attempts < MOST_ATTEMPTS
    return doubt is Doubt.BROKEN_OFF and leaving.reason != REPEATED
