"""Understands messages with a trained model in this process; no server is needed."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

# skops looks through every imported module when it is imported: before TensorFlow it is quick.
import skops.io  # noqa: F401
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.nlu.understanding import understanding


class Parser:
    """A loaded model that tells how it understands a message."""

    def __init__(self, model: Path) -> None:
        """Load `model`."""
        self._agent = Agent.load(model)

    def parse(self, text: str, at: datetime) -> dict[str, Any]:
        """Tell how `text`, sent at the time `at`, is understood."""
        # What begins with a slash would be an order to Rasa: people's words never are.
        message = UserMessage(text.lstrip("/ \t\n"), metadata={"sent_at": at.isoformat()})
        parsed = asyncio.run(self._agent.processor.parse_message(message))
        return {**understanding(parsed), "text": text}
