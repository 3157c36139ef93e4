"""What the assistant said since somebody last wrote to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


def last_said(tracker: DialogueStateTracker) -> Iterator[BotUttered]:
    """Give what was said since the last message of the person, the newest first."""
    since = takewhile(lambda each: not isinstance(each, UserUttered), reversed(tracker.events))
    return (each for each in since if isinstance(each, BotUttered))
