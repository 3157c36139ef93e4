"""Failures as the log may hold them: a reference, where and of what kind, but no words of anyone.

The message of an exception often quotes what it choked on, and that may be what a partner wrote.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from types import TracebackType

from bot.domain_model.errors import RefleksError


def report(log: logging.Logger, what: str, error: BaseException) -> str:
    """Log `error` and give the reference that finds it again."""
    reference = secrets.token_hex(4)
    log.error("%s failed, reference %s", what, reference, exc_info=error)
    return reference


class WordlessFormatter(logging.Formatter):
    """Formats records without what exceptions say, our own exceptions aside."""

    def format(self, record: logging.LogRecord) -> str:
        """Format without what another handler's formatter left for us in the record."""
        left, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = left

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Give the chain of exceptions: kinds and lines of code."""
        parts: list[str] = []
        error = ei[1]
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__))
            parts.append(f"{frames}{_kind(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\ncaused by\n".join(parts)


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name}: {error}" if isinstance(error, RefleksError) else name
