"""A turn is refused where it is made when no channel may send it."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.services.ports.assistant import Turn
from tests.support.people import NOW


@pytest.mark.parametrize(("text", "payload"), [(None, None), ("hei", "/greet")])
def test_a_turn_has_either_a_text_or_a_payload(text: str | None, payload: str | None) -> None:
    with pytest.raises(ValueError, match="either a text or a payload"):
        Turn("terminal:kari", "1", text, payload, NOW)


def test_a_turn_knows_its_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Turn("terminal:kari", "1", "hei", None, datetime(2026, 11, 21, 12, 0))  # noqa: DTZ001
