"""Who may cite what in an insight."""

from __future__ import annotations

import pytest

from bot.domain_model.access import citable_scope
from bot.domain_model.actors import (
    STRANGER,
    AccountId,
    Actor,
    InstitutionId,
    PartnerId,
    Role,
)

HVL, KARI = InstitutionId("hvl"), AccountId("kari")


@pytest.mark.parametrize(
    ("actor", "cites"),
    [
        (Actor(Role.COORDINATOR, KARI, PartnerId("p"), HVL), True),
        (Actor(Role.NETWORK_COORDINATOR, KARI), True),
        (Actor(Role.PARTNER, KARI, PartnerId("p"), HVL), False),
        (Actor(Role.ADMINISTRATOR, KARI), False),
        (STRANGER, False),
    ],
)
def test_who_writes_no_insight_cites_nothing(actor: Actor, *, cites: bool) -> None:
    assert citable_scope(actor).empty is not cites
