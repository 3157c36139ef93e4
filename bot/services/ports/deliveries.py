"""What sending needs from the database beside the messages: a log, and who is on duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.messages import OutgoingKind
from bot.services.ports.messages import Departure


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to send a message; without an end, its sender was not heard of again."""

    number: int
    worker: str
    began_at: datetime
    ended_at: datetime | None
    result: str | None


class DeliveryRepository(Protocol):
    """How messages left."""

    def began(self, leaving: Departure, worker: str, at: datetime) -> None:
        """Note that an attempt begins."""

    def ended(self, leaving: Departure, worker: str, result: str, at: datetime) -> None:
        """Note how a worker's attempt ended."""

    def attempts(self, sequence: int) -> list[Attempt]:
        """List the attempts to send a message, in order."""

    def uncertain(self, kind: OutgoingKind) -> list[Departure]:
        """List the messages of which nobody knows whether they arrived, oldest first."""

    def find(self, sequence: int) -> Departure | None:
        """Find a message, and hold it until this transaction ends."""

    def call_sent(self, sequence: int) -> None:
        """Say that an uncertain message has arrived."""

    def take_duty(self, channel: str, worker: str, at: datetime, until: datetime) -> bool:
        """Make a worker the one that sends for a channel, unless another one is."""

    def end_duty(self, channel: str, worker: str) -> None:
        """Let another one send for a channel."""
