"""A yes with a reservation is no yes."""

from __future__ import annotations

import pytest

from bot.domain_model.agreeing import has_reservation


@pytest.mark.parametrize(
    ("yes", "half"),
    [
        ("ja", False),
        ("jepp, gjør det", False),
        ("ja, hvorfor ikke", False),
        ("yes, why not", False),
        ("ja, det er ikke noe problem", False),
        ("jo, men flytt den", True),
        ("ja, vent litt", True),
        ("yes but not today", True),
        ("jau, ikkje slett han", True),
        ("ja nei", True),
    ],
)
def test_half_a_yes(yes: str, *, half: bool) -> None:
    assert has_reservation(yes) is half
