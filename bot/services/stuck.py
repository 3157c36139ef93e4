"""Reminders of which nobody knows whether they arrived: an operator decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain_model.errors import RefleksError
from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.services.outbox import REPEATED
from bot.services.ports.deliveries import Attempt
from bot.services.ports.messages import Departure
from bot.services.ports.unit_of_work import Begin


class NotStuck(RefleksError):
    """There is no reminder with this number of which it is uncertain whether it arrived."""


class TooLateToSend(RefleksError):
    """The reminder is of no use any more, so it is not sent again. Resolve it as «sent»."""


class Resolution(StrEnum):
    """What an operator found out, or wants done."""

    SENT = "sent"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class StuckReminder:
    """A reminder in doubt, whom it is for, and what was tried."""

    message: Departure
    partner: str
    attempts: list[Attempt]


class StuckReminders:
    """What is left to an operator (docs/decisions/010-uncertain-messages.md)."""

    def __init__(self, begin: Begin) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin

    def all(self) -> list[StuckReminder]:
        """List the reminders in doubt, oldest first."""
        found = []
        with self._begin() as uow:
            for message in uow.deliveries.uncertain(OutgoingKind.REMINDER):
                partner = uow.partners.by_chat(message.chat)
                tried = uow.deliveries.attempts(message.sequence)
                found.append(StuckReminder(message, partner.name if partner else "–", tried))
        return found

    def resolve(self, sequence: int, how: Resolution, *, at: datetime) -> None:
        """Call a reminder sent, or send it again with a word that it may have come before.

        Raises:
            NotStuck: when it is not in doubt.
            TooLateToSend: when it is to be sent again and is of no use any more.
        """
        with self._begin() as uow:
            message = uow.deliveries.find(sequence)
            stuck = message is not None and message.state is OutboxState.UNCERTAIN
            if message is None or not stuck or message.kind is not OutgoingKind.REMINDER:
                raise NotStuck
            if how is Resolution.SENT:
                uow.deliveries.call_sent(sequence)
            elif message.expires_at and message.expires_at <= at:
                raise TooLateToSend
            else:
                uow.outbox.revive(message.dedupe_key, at, REPEATED)
            uow.audit.add(None, f"resolve_{how}", "reminder", str(sequence), at)
            uow.commit()
