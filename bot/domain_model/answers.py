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


class Asks(StrEnum):
    """What a message asks for when it comes after an answer."""

    MORE = "more"
    SOURCE = "source"
    SHORT = "short"
    LANGUAGE = "language"
    """The same answer in another form of the language."""
    AGAIN = "again"
    """What is told about it in the answer: it has no word of its own."""
    TOPIC = "topic"
    """A topic that only the answer before tells: another one, or a detail of the same."""
    OWN = "own"
    """Something of its own, as if nothing had been said before."""
