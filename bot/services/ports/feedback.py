"""What feedback needs from the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain_model.feedback import Reason, TopicVerdicts, Verdict


class FeedbackRepository(Protocol):
    """What was said of answers, without who said it."""

    def question_of(self, outbox_sequence: int) -> str:
        """Name the message that something was said in answer to."""

    def add_once(self, answer: str, topic: str, verdict: Verdict, at: datetime) -> bool:
        """Keep what was said of the answer with this digest; False when something was before."""

    def explain(self, answer: str, reason: Reason) -> None:
        """Keep why the answer with this digest was bad."""

    def of_topics(self, since: datetime) -> list[TopicVerdicts]:
        """Count what was said of each topic, the worst first."""

    def decisions(self, since: datetime) -> Mapping[str, int]:
        """Count the questions that were asked, by what was decided: answer, clarify, unknown."""
