"""A coordinator says when the schools are closed; only the own partners are asked."""

from __future__ import annotations

from datetime import date

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER
from bot.domain_model.errors import NotAllowed
from bot.domain_model.free_days import Period
from tests.support.people import NOW, Cast

WINTER = Period(date(2027, 2, 22), date(2027, 2, 26))
AUTUMN = Period(date(2026, 10, 5), date(2026, 10, 9))


def test_a_period_is_kept_once_and_taken_back(services: Services, people: Cast) -> None:
    for period in (WINTER, AUTUMN, WINTER):
        services.free_days.add(people.kari, period, at=NOW)
    assert services.free_days.periods(people.ola) == [AUTUMN, WINTER]
    services.free_days.remove(people.kari, AUTUMN, at=NOW)
    assert services.free_days.periods(people.ola) == [WINTER]


def test_it_holds_for_the_own_institution_only(services: Services, people: Cast) -> None:
    services.free_days.add(people.kari, WINTER, at=NOW)
    day = WINTER.first
    told = [
        services.free_days.is_free(actor, day) for actor in (people.ola, people.nils, STRANGER)
    ]
    assert told == [True, False, False]
    assert services.free_days.is_free(STRANGER, date(2027, 5, 17))


def test_only_a_coordinator_sets_it(services: Services, people: Cast) -> None:
    for change in (services.free_days.add, services.free_days.remove):
        with pytest.raises(NotAllowed):
            change(people.ola, WINTER, at=NOW)
