"""A school is found however its name is written; what is near to several is not guessed."""

from __future__ import annotations

import pytest

from bot.domain_model.school_matching import match_school, school_named_in
from bot.domain_model.schools import School, SchoolId


def register(*names: str) -> list[School]:
    return [School(SchoolId(str(n)), name) for n, name in enumerate(names)]


SCHOOLS = register(
    "Åsveien skole",
    "Solvik skole",
    "Solvik ungdomsskole",
    "Nordre Åsen barneskole",
    "Hundsund ungdomsskole",
    "Haugen skole",
    "Haugenstua skole",
    "Lade skole",
    "Oslo handelsgymnasium",
)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Åsveien", "Åsveien skole"),
        ("åsveien skule", "Åsveien skole"),
        ("Aasveien skole", "Åsveien skole"),
        ("Åsvein", "Åsveien skole"),
        ("Asveien", "Åsveien skole"),
        ("Hundsund", "Hundsund ungdomsskole"),
        ("hundsund u-skole", "Hundsund ungdomsskole"),
        ("Hundsund uskole", "Hundsund ungdomsskole"),
        ("Hundsund ungdomsskule", "Hundsund ungdomsskole"),
        ("Hunsund ungdomskole", "Hundsund ungdomsskole"),
        ("Solvik u-skule", "Solvik ungdomsskole"),
        ("Solvik skole", "Solvik skole"),
        ("Solvik barneskule", "Solvik skole"),
        ("Nordre Åsen", "Nordre Åsen barneskole"),
        ("nordre aasen skole", "Nordre Åsen barneskole"),
        ("Åsen skole", "Nordre Åsen barneskole"),
        ("Haugen", "Haugen skole"),
        ("Haug skole", "Haugen skole"),
        ("Lade school", "Lade skole"),
    ],
)
def test_the_school_that_is_meant(name: str, label: str) -> None:
    only = match_school(name, SCHOOLS).only
    assert only is not None
    assert only.label == label


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("Solvik", {"Solvik skole", "Solvik ungdomsskole"}),
        ("Solvk", {"Solvik skole", "Solvik ungdomsskole"}),
        ("Handelsgym", set()),
        ("Brundalen", set()),
        ("Berg skole", set()),
    ],
)
def test_what_is_not_clear_is_left_open(name: str, labels: set[str]) -> None:
    match = match_school(name, SCHOOLS)
    assert match.only is None
    assert {each.label for each in match.schools} == labels


def test_namesakes_are_told_apart_by_their_municipality() -> None:
    both = [
        School(SchoolId("1"), "Berg skole", "Oslo", namesake=True),
        School(SchoolId("2"), "Berg skole", "Trondheim", namesake=True),
    ]
    match = match_school("Berg", both)
    assert [each.label for each in match.schools] == ["Berg skole, Oslo", "Berg skole, Trondheim"]
    only = match_school("Berg skole, Trondheim", both).only
    assert only is both[1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("lade mandag kl 14", "Lade skole"),
        ("kan du sette opp Nordre Åsen på torsdag?", "Nordre Åsen barneskole"),
        ("Haugenstua fredag", "Haugenstua skole"),
        ("Solvik ungdomsskole fredag", "Solvik ungdomsskole"),
        ("Solvik fredag", "solvik"),
        ("besøk fredag", None),
    ],
)
def test_a_name_is_found_anywhere(text: str, name: str | None) -> None:
    assert school_named_in(text, SCHOOLS) == name
