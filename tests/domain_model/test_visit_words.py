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
    leads_to_another,
    puts_off,
    read_ending,
    read_new_clock,
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
        ("vi tar Solvik en halvtime tidligere", Shift(hours=-0.5)),
        ("et kvarter seinere", Shift(hours=0.25)),
        ("jeg blir en halvtime forsinket til Solvik", Shift(hours=0.5)),
        ("20 minutter før", Shift(hours=-1 / 3)),
        ("utsett Brattås to uker", Shift(days=14)),
        ("må skyve Solvik en dag", Shift(days=1)),
        ("push the visit back a week", Shift(days=7)),
        ("bring the Lia visit forward by a day", Shift(days=-1)),
        ("framskynd møtet med en dag", Shift(days=-1)),
        ("flytt Solvik ein time fram", Shift(hours=1, either=True)),
        ("skyv den en time tilbake", None),
        ("utsett besøket til om en uke", None),
        ("utsett besøket til en dag i mars", None),
    ],
)
def test_later_or_earlier_than_it_was(text: str, shift: Shift | None) -> None:
    assert read_shift(text) == shift


def test_what_may_be_later_and_earlier_is_both() -> None:
    nine = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert Shift(hours=1, either=True).others(nine, OSLO) == (nine + hour, nine - hour)
    assert Shift(hours=1).others(nine, OSLO) == ()


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("push Solvik til 11", time(11)),
        ("flytt Solvik fra 9 til 10.30", time(10, 30)),
        ("Lade er flytta til 14.30", time(14, 30)),
        ("Solvik 9 → 11", time(11)),
        ("sett Solvik til 2 i stedet for 12", time(14)),
        ("flytt til elleve", time(11)),
        ("flytt til 11.", None),  # may be a day of the month
        ("flytt til 7", None),  # in the morning or the evening
        ("flytt Lade til 3.12", None),
        ("til 30", None),
        ("utsett til to uker etter jul", None),
        ("bytt fra 1. til 2. trinn", None),
    ],
)
def test_an_hour_alone(text: str, clock: time | None) -> None:
    assert read_new_clock(text) == clock


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Lade 27.11 -> 30.11", True),
        ("tors → fre, Elvestua", True),
        ("Tveita → 5. mars", True),
        ("Lade → Solvik", False),
        ("vi gikk fra 3 -> 4 på kartleggingen av hvor trygge elevene er", False),
    ],
)
def test_an_arrow_to_a_time_is_a_move(text: str, leads: bool) -> None:
    assert leads_to_another(text) is leads


def test_what_is_put_off_is_later() -> None:
    assert puts_off("Solvik er utsatt til onsdag")
    assert not puts_off("Solvik er flyttet til onsdag")


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
