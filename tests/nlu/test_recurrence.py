"""Visits that come again are counted as a calendar does, and only when their end is told."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.nlu.visit_time import parse_visit_time

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.mark.parametrize(
    ("text", "count", "first", "last"),
    [
        ("annenhver torsdag ut mars", 9, "2026-11-26", "2027-03-18"),
        ("annenhver torsdag kl 9 ut mars", 9, "2026-11-26", "2027-03-18"),
        ("annen hver onsdag kl 9 til og med 20. januar", 5, "2026-11-25", "2027-01-20"),
        ("hver mandag i februar kl 9", 4, "2027-02-01", "2027-02-22"),
        ("kvar måndag i februar klokka ni", 4, "2027-02-01", "2027-02-22"),
        ("hver tirsdag kl 10-11 til 15. desember", 4, "2026-11-24", "2026-12-15"),
        ("hver fredag kl 9 fra 8. januar til 12. februar", 6, "2027-01-08", "2027-02-12"),
        ("annankvar fredag frå kl 9 til 11 ut januar", 5, "2026-11-27", "2027-01-22"),
        ("hver onsdag i fire uker kl 9", 4, "2026-11-25", "2026-12-16"),
        ("hver mandag kl 9, fem ganger", 5, "2026-11-23", "2026-12-21"),
        ("hver tirsdag ut året kl 10", 6, "2026-11-24", "2026-12-29"),
        ("every other Thursday at 9 until the end of March", 9, "2026-11-26", "2027-03-18"),
        ("every Monday at 9, 50 times", 20, "2026-11-23", "2027-04-05"),
    ],
)
def test_the_days_that_it_falls_on(text: str, count: int, first: str, last: str) -> None:
    found = parse_visit_time(text, NOW)
    assert found is not None
    days = found.repeats
    assert (len(days), days[0], days[-1]) == (
        count,
        date.fromisoformat(first),
        date.fromisoformat(last),
    )
    assert not found.certain


@pytest.mark.parametrize(
    "text",
    [
        "annankvar torsdag kl 9",
        "hver mandag kl 7 i februar",
        "hver uke har vi teamtid",
        "hver mandag kl 9 til jul",
        "mandag kl 9",
    ],
)
def test_what_has_no_end_or_could_be_evening_is_asked_about(text: str) -> None:
    found = parse_visit_time(text, NOW)
    assert found is None or not found.repeats
