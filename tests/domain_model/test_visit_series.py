"""How people speak of visits that come again, and where each lands when they move."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain_model.schools import SchoolId
from bot.domain_model.visit_series import (
    means_all,
    moved_along,
    weekday_of_series,
    weekday_wished,
)
from bot.domain_model.visits import Visit, VisitId, VisitState

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("text", "whole", "of", "to"),
    [
        ("flytt alle torsdagsbesøkene på Solvik til fredager kl 10", True, 3, 4),
        ("flytt heile rekkja på Solvik til tysdagar", True, None, 1),
        ("avlys hele rekka på Åsveien", True, None, None),
        ("avlys resten av besøkene på Solvik", True, None, None),
        ("avlys torsdagsbesøkene på Solvik", True, 3, None),
        ("move all my visits at Solvik to Fridays at 10", True, None, 4),
        ("cancel the whole series", True, None, None),
        ("Kari blir med på Solvik hver gang", True, None, None),
        ("flytt besøket på Solvik til fredag", False, None, 4),
        ("avlys besøket på Solvik", False, None, None),
        ("flytt besøket fra torsdag til fredag kl 10", False, 3, 4),
        ("move Friday's visit to Monday", False, 4, 0),
    ],
)
def test_what_a_message_is_about(text: str, whole: bool, of: int | None, to: int | None) -> None:
    assert (means_all(text), weekday_of_series(text), weekday_wished(text)) == (whole, of, to)


def test_each_stays_in_its_own_week_across_the_change_of_the_clocks() -> None:
    def at(moment: str) -> datetime:
        return datetime.fromisoformat(moment).replace(tzinfo=OSLO)

    visit = Visit(
        VisitId("v"), (), SchoolId("s"), "Solvik", at("2027-03-25T09:00"),
        at("2027-03-25T10:30"), VisitState.PLANNED,
    )  # fmt: skip
    monday = at("2027-04-05T12:00")
    assert moved_along(visit, monday, None, OSLO) == (
        at("2027-03-22T12:00"), at("2027-03-22T13:30")
    )  # fmt: skip
    sunday, end = at("2027-02-28T12:00"), at("2027-02-28T12:45")
    assert moved_along(visit, sunday, end, OSLO) == (
        at("2027-03-28T12:00"), at("2027-03-28T12:45")
    )  # fmt: skip
