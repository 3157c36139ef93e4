"""What the log of questions needs from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was understood, without who asked it."""

    text: str
    topic: str | None
    decision: str
    confidence: float
    language: str


class QuestionRepository(Protocol):
    """Questions that were asked, without identity."""

    def add(self, question: AskedQuestion, at: datetime) -> None:
        """Keep a question."""
