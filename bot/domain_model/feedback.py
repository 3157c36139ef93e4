"""What askers say of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether an answer was of use."""

    GOOD = "good"
    BAD = "bad"


class Reason(StrEnum):
    """Why an answer was of no use."""

    WRONG = "wrong"
    NOT_ASKED = "not_asked"
    TOO_LONG = "too_long"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class TopicVerdicts:
    """How often the answer about a topic was called good and bad, and why it was bad."""

    topic: str
    good: int
    bad: int
    reasons: dict[Reason, int]
