"""The spread ledger on a real database, and who may read it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER
from bot.domain_model.errors import NotAllowed
from bot.domain_model.insights import Verdict
from bot.domain_model.sharing import Sharing
from bot.domain_model.spread import Stage
from bot.domain_model.themes import Theme
from tests.support.insights import log, publish
from tests.support.people import NOW, Cast

LATER = NOW + timedelta(days=3)


def test_what_one_learned_reaches_others(services: Services, people: Cast) -> None:
    sources = [log(services, each) for each in (people.ola, people.siri, people.nils)]
    log(services, people.kari, Sharing.ONLY_ME)
    log(services, people.ola, at=NOW - timedelta(days=400))
    insight = publish(services, people.kari, *sources)
    services.insight_readers.open(people.nils, insight.id, at=LATER)
    services.insight_readers.judge(people.siri, insight.id, Verdict.USED, at=LATER)

    ledger = services.spread.of(people.network, at=LATER)
    assert ledger.own is None
    figures = ledger.network
    assert figures is not None
    assert (figures.partners, figures.reflections, figures.cited) == (4, 4, 3)
    assert figures.delivered == Stage(colleagues=1, others=3)
    assert figures.opened == Stage(colleagues=1, others=3)
    assert figures.used == Stage(colleagues=1, others=1)
    assert figures.median_time == timedelta(days=3)
    (theme,) = [each for each in figures.themes if each.theme is Theme.ANCHORING]
    assert (theme.reflections, theme.spread, theme.next_steps, theme.loops_closed) == (4, 3, 4, 0)

    home = services.spread.of(people.kari, at=LATER)
    assert home.own is not None
    assert (home.own.partners, home.own.reflections, home.own.cited) == (3, 3, 2)
    assert home.own.delivered == Stage(colleagues=1, others=2)
    assert home.network is None  # it would tell of Nils alone
    assert services.spread.of(people.nils, at=LATER).own is None


def test_only_coordinators_read_it(services: Services, people: Cast) -> None:
    for actor in (people.ola, people.administrator, STRANGER):
        with pytest.raises(NotAllowed):
            services.spread.of(actor, at=NOW)
