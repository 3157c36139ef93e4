"""Logging in a process that imports Rasa: what is said stays, what partners write does not."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from bot.dialogue.failures import WordlessFormatter

_TALKATIVE = ("rasa", "rasa_sdk", "sanic", "apscheduler", "matplotlib")


@contextmanager
def quiet_imports() -> Iterator[None]:
    """Import Rasa within the block; what its libraries do to logging is undone after it.

    numpy.distutils makes the root logger print, and sets its level; TensorFlow then uses it.
    What they warn of meanwhile is about packages that we do without.
    """
    root = logging.getLogger()
    kind, level = type(root), root.level
    logging.disable(logging.WARNING)
    try:
        with redirect_stdout(io.StringIO()):
            yield
    finally:
        logging.disable(logging.NOTSET)
        root.__class__ = kind
        root.setLevel(level)


def quiet_logs() -> None:
    """Let Rasa log its warnings, without messages, slots and entities."""
    import structlog  # comes with Rasa, and is slow to import

    structlog.configure(
        processors=[_event_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )
    for handler in logging.getLogger().handlers:
        handler.setFormatter(WordlessFormatter("%(levelname)s %(name)s: %(message)s"))
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    # Rasa's Python warnings are about training data, and some quote the message at hand.
    # Libraries change the filters while they are imported, so all that get through end here.
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)


def _event_only(_logger: object, _level: str, event: dict[str, object]) -> str:
    """Drop what structlog's events carry: for Rasa that is messages, slots and entities."""
    return str(event.get("event_info") or event.get("event"))
