"""Understands messages with a trained model in this process; no server is needed."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import weakref
from collections.abc import Coroutine
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.nlu.understanding import understanding

Told = TypeVar("Told")


class Parser:
    """A loaded model that tells how it understands a message."""

    def __init__(self, model: Path) -> None:
        """Load `model`; standard output is left to the caller."""
        _quieten()
        # numpy's own logging prints TensorFlow's warnings, whatever the levels are.
        with redirect_stdout(sys.stderr):
            from rasa.core.agent import Agent

            self.agent = Agent.load(model)
        # One loop for all messages: opening and closing one costs a tenth of a message.
        self._loop = asyncio.new_event_loop()
        weakref.finalize(self, self._loop.close)

    def parse(self, text: str, at: datetime) -> dict[str, Any]:
        """Tell how `text`, sent at the time `at`, is understood."""
        from rasa.core.channels.channel import UserMessage

        # What begins with a slash would be an order to Rasa: people's words never are.
        message = UserMessage(text.lstrip("/ \t\n"), metadata={"sent_at": at.isoformat()})
        parsed = self.wait_for(self.agent.processor.parse_message(message))
        return {**understanding(parsed), "text": text}

    def wait_for(self, asked: Coroutine[Any, Any, Told]) -> Told:
        """Give what comes of `asked`, which uses the `agent`."""
        return self._loop.run_until_complete(asked)


def _quieten() -> None:
    """Prepare for importing Rasa, which would print to standard output what it is told."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
