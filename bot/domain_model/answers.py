"""Answers: how one is given when it is asked for in another manner than it stands."""

from __future__ import annotations

from enum import StrEnum


class Manner(StrEnum):
    """How an answer is given, when not as it stands."""

    MORE = "more"
    SOURCE = "source"
    SHORT = "short"
    AGAIN = "again"
    """As an answer to a question about it: what is known of it stands there."""
