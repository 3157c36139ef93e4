"""Short answers that mean a move or a level, and what a school's name looks like."""

from __future__ import annotations

import pytest

from actions.forms import read_school
from actions.words import Step, read_sharing, read_step
from bot.domain_model.sharing import Sharing


@pytest.mark.parametrize("answer", ["hopp over", "Hopp over.", " SKIP ", "–", "gå vidare"])
def test_skip(answer: str) -> None:
    assert read_step(answer) is Step.SKIP


@pytest.mark.parametrize("answer", ["tilbake", "Attende", "back", "gå tilbake!"])
def test_back(answer: str) -> None:
    assert read_step(answer) is Step.BACK


@pytest.mark.parametrize("answer", ["Vi hoppet over pausen", "tilbakemelding", "nei", ""])
def test_an_answer_is_no_move(answer: str) -> None:
    assert read_step(answer) is None


@pytest.mark.parametrize(
    ("answer", "level"),
    [
        ("Bare meg", Sharing.ONLY_ME),
        ("berre meg", Sharing.ONLY_ME),
        ("koordinatoren", Sharing.COORDINATOR),
        ("Min institusjon", Sharing.INSTITUTION),
        ("the network", Sharing.NETWORK),
        ("network", Sharing.NETWORK),
        ("only_me", Sharing.ONLY_ME),
        ("alle sammen", None),
    ],
)
def test_sharing(answer: str, level: Sharing | None) -> None:
    assert read_sharing(answer) is level


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Åsveien skole", "Åsveien skole"),
        ("på solvik", "Solvik"),
        ("det var på Lade skole", "Lade skole"),
        ("St. Sunniva skole", "St. Sunniva skole"),
    ],
)
def test_a_school(answer: str, name: str) -> None:
    assert read_school(answer) == name


@pytest.mark.parametrize(
    "answer", ["", "12345", "hvilken da?", "en to tre fire fem seks sju åtte", "x" * 200]
)
def test_no_school(answer: str) -> None:
    assert read_school(answer) is None
