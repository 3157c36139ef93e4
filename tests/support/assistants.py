"""An assistant without Rasa: says what it is told to, or fails as it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.services.ports.assistant import Button, Reply, Turn, TurnReplies


def echo(turn: Turn) -> TurnReplies:
    """Answer with what was said, and two buttons after a question mark."""
    said = turn.text or turn.payload or ""
    yes, no = Button("Ja", "/affirm", "question"), Button("Nei", "/deny", "question")
    buttons = (yes, no) if said.endswith("?") else ()
    return TurnReplies((Reply(f"Du sa: {said}", buttons),), "nb", "greet")


class ScriptedAssistant:
    """Answers with `answer`; errors in `failures` are raised first, each once."""

    def __init__(self, answer: Callable[[Turn], TurnReplies] = echo) -> None:
        self.answer = answer
        self.failures: list[Exception] = []
        self.turns: list[Turn] = []
        self._lock = threading.Lock()

    def take_turn(self, turn: Turn) -> TurnReplies:
        with self._lock:
            self.turns.append(turn)
            if self.failures:
                raise self.failures.pop(0)
        return self.answer(turn)


class Clock:
    """A time that goes on only when a test says so."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> datetime:
        """Let time pass; give the new time."""
        self.now += timedelta(**time)
        return self.now
