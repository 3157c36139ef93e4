"""People that tests are about, all made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.bootstrap import Services
from bot.domain_model.actors import Actor, Role

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Two institutions, each with a coordinator and partners, and the network above them."""

    kari: Actor
    """Coordinates HVL, and is a partner there."""
    ola: Actor
    """A partner at HVL."""
    siri: Actor
    """A partner at HVL."""
    nils: Actor
    """Coordinates NTNU."""
    network: Actor
    administrator: Actor


def cast(services: Services, at: datetime = NOW) -> Cast:
    """Put the cast into the database."""
    kari = services.partners.add_coordinator("HVL", "Kari Nordmann", at=at).account.actor
    nils = services.partners.add_coordinator("NTNU", "Nils Ås", at=at).account.actor
    return Cast(
        kari=kari,
        ola=services.partners.invite(kari, "Ola Ødegård", at=at).account.actor,
        siri=services.partners.invite(kari, "Siri Li", at=at, language="nn").account.actor,
        nils=nils,
        network=Actor(Role.NETWORK_COORDINATOR, kari.account_id),
        administrator=Actor(Role.ADMINISTRATOR, kari.account_id),
    )
