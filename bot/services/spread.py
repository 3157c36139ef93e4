"""The spread ledger of an institution and of the network, for those who coordinate them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain_model.actors import Actor, Role
from bot.domain_model.errors import NotAllowed
from bot.domain_model.spread import Spread, spread, without_small_groups
from bot.services.ports.unit_of_work import Begin

PERIOD = timedelta(days=365)
"""What the ledger looks back on: a school year with its autumn and its spring."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The figures that a reader may see; None where too few partners stand behind them."""

    own: Spread | None
    network: Spread | None
    coordinates: bool
    """Whether the reader has an institution of her own."""


class SpreadLedger:
    """How far what partners learned has come."""

    def __init__(self, begin: Begin, smallest_group: int) -> None:
        """Work on the database of `begin`; say nothing of fewer partners than `smallest_group`."""
        self._begin = begin
        self.smallest_group = smallest_group

    def of(self, actor: Actor, *, at: datetime) -> Ledger:
        """Give the figures of the last year, of the actor's institution and of the network.

        The network's are left out when too few partners are outside the reader's institution:
        taken from one another, the two would tell of those few.

        Raises:
            NotAllowed: when `actor` coordinates neither.
        """
        if not actor.coordinates and actor.role is not Role.NETWORK_COORDINATOR:
            raise NotAllowed
        with self._begin() as uow:
            logged = uow.insights.logged(since=at - PERIOD)
            citations, handed = uow.insights.citations(), uow.insights.handed()
        everybody = spread(logged, citations, handed)
        network = without_small_groups(everybody, self.smallest_group)
        if not actor.coordinates:
            return Ledger(None, network, coordinates=False)
        home = [each for each in logged if each.institution == actor.institution_id]
        own = spread(home, citations, handed)
        if everybody.partners - own.partners < self.smallest_group:
            network = None
        return Ledger(without_small_groups(own, self.smallest_group), network, coordinates=True)
