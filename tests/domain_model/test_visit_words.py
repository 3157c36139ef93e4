"""How people say when a visit is instead, which one they mean, and that they ask who goes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain_model.visit_lists import asks_who_goes, means_next
from bot.domain_model.visit_shifts import (
    Ending,
    Shift,
    keeps_clock,
    read_ending,
    read_shift,
    speaks_of_change,
)

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("flytt Solvik ei veke fram", Shift(days=7)),
        ("besøket på Solvik blir en time senere", Shift(hours=1)),
        ("to uker frem", Shift(days=14)),
        ("2 dager tidligere", Shift(days=-2)),
        ("en halv time senere", Shift(hours=0.5)),
        ("halvannen time seinere", Shift(hours=1.5)),
        ("one week later", Shift(days=7)),
        ("flytt til om en uke", None),  # from today, and not from the visit
        ("en halv dag senere", None),
        ("halv dag senere", None),
    ],
)
def test_later_or_earlier_than_it_was(text: str, shift: Shift | None) -> None:
    assert read_shift(text) == shift


def test_days_go_by_the_wall_and_hours_really_pass() -> None:
    friday = datetime(2027, 3, 26, 8, 0, tzinfo=UTC)  # the clocks change on Sunday
    assert Shift(days=7).of(friday, OSLO) == datetime(2027, 4, 2, 7, 0, tzinfo=UTC)
    assert Shift(hours=-1).of(friday, OSLO) == datetime(2027, 3, 26, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("besøket på Solvik varer til 11", Ending(until=time(11))),
        ("besøket skal vare til kl. 14.30", Ending(until=time(14, 30))),
        ("Solvik varer til 3", Ending(until=time(15))),
        ("besøket på Lade sluttar kl 11.30", Ending(until=time(11, 30))),
        ("Solvik skal vare i to timer", Ending(lasts=timedelta(hours=2))),
        ("besøket på Solvik varer en halv time", Ending(lasts=timedelta(minutes=30))),
        ("the visit to Solvik lasts 90 minutes", Ending(lasts=timedelta(minutes=90))),
        ("the visit ends at 11", Ending(until=time(11))),
        ("alle besøkene på Solvik varer til 11", Ending(until=time(11))),
        ("hvor lenge varer besøket på Solvik?", None),
        ("besøket varte til 11", None),
        ("besøket på Solvik varer til sommeren", None),
        ("Prosjektet varer i to år", None),
        ("besøket varer til 25", None),
        ("besøket slutter fredag", None),
        ("besøket varer i 90 timer", None),
    ],
)
def test_how_long_it_lasts(text: str, ending: Ending | None) -> None:
    assert read_ending(text) == ending


def test_a_visit_does_not_end_before_it_begins() -> None:
    start = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    assert Ending(until=time(10)).of(start, OSLO) == start + timedelta(hours=1)
    assert Ending(until=time(8)).of(start, OSLO) is None
    assert Ending(lasts=timedelta(0)).of(start, OSLO) is None


@pytest.mark.parametrize("text", ["til fredag, same tid", "Friday at the same time", "samme tid"])
def test_the_clock_is_kept(text: str) -> None:
    assert keeps_clock(text)
    assert not keeps_clock("samme dag")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("flytt neste besøk til fredag", True),
        ("ka tid e neste besøk", True),
        ("what's my next visit?", True),
        ("hva er det neste jeg skal", True),
        ("mine neste besøk", False),
        ("de neste besøkene", False),
        ("flytt besøket til neste uke", False),
    ],
)
def test_the_next_visit(text: str, meant: bool) -> None:
    assert means_next(text) is meant


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("hvem er med på Solvik?", True),
        ("kven kjem med til Lade", True),
        ("kæm e me på besøket", True),
        ("hvem skal være med på torsdag", True),
        ("who's coming with me?", True),
        ("hvem er med", False),  # perhaps in what was talked about
        ("hvem skal være med på sku", False),
        ("hvem er med på DEKOM", False),
        ("hvem er med i samarbeidsforum", False),
        ("hvem er med i serien", False),
        ("who is going to pay for this", False),
    ],
)
def test_who_goes(text: str, asks: bool) -> None:
    assert asks_who_goes(text) is asks


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("flyt Lade til mandg", True), ("avlsy Lade", True), ("flytte Lade", True),
        ("utsett Lade", True), ("cancle Lade", True), ("Lade skole", False), ("Nyflåt", False),
        ("besøk på Lade mandag", False), ("flott, Lade", False),
    ],
)  # fmt: skip
def test_a_verb_of_changing_is_known_with_a_slip(text: str, changes: bool) -> None:
    assert speaks_of_change(text) is changes
