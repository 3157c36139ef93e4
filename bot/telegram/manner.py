"""How messages are sent: what a sender is given beside the outbox and the way to Telegram."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.services.ports.messages import Departure, Enclosed


@dataclass(frozen=True, slots=True)
class Manner:
    """How messages are sent. `content_free` is an address: then only that is sent, no texts.

    `enclose` makes what leaves with a message that has an enclosure; `take_calendar` takes the
    calendar that a message asked to be fetched.
    """

    clock: Callable[[], datetime]
    rng: random.Random
    content_free: str | None = None
    enclose: Callable[[Departure], Enclosed] = lambda leaving: Enclosed(leaving.text)
    take_calendar: Callable[[Departure, bytes], None] = lambda _leaving, _content: None
