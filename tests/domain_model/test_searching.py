"""What a message asks to search for, which words fit, and which part of a text is shown."""

from __future__ import annotations

import pytest

from bot.domain_model.searching import asks_to_search, extract, fit, read_query, wanted, words_of


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("søk etter forankring", "forankring"),
        ("Søk: frikjøp?", "frikjøp"),
        ("sok forankring i ledelsen", "forankring i ledelsen"),
        ("søk i dokumentene etter møteplan", "møteplan"),
        ("søk", ""),
        ("Søk etter", ""),
        ("kan du søke etter noe om rollen til rektor", "rollen til rektor"),
        ("finn noe om kollegaveiledning", "kollegaveiledning"),
        ("leit etter noko om taushetsplikt", "taushetsplikt"),
        ("search for anchoring", "anchoring"),
        ("could you find something about travel", "travel"),
        ("hva sier avtalen om reise", "hva sier avtalen om reise"),
        ("finnmark", "finnmark"),
        ("letthet i møter", "letthet i møter"),
    ],
)
def test_what_is_wanted(message: str, expected: str) -> None:
    assert wanted(message) == expected


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("søk forankring", True), ("søk", True), ("/sok frikjøp", True), ("Søk: tilskudd", True),
        ("search anchoring", True), ("søk om midler", False), ("søknadsfrist", False),
        ("hvordan søke om tilskudd", False), ("searching", False), ("finn noe om x", True),
        ("leit etter noko om teieplikt", True), ("let etter avtalen", True), ("lett møte", False),
        ("finn ut hva som virker", False),
    ],
)  # fmt: skip
def test_plain_wishes_to_search(message: str, asks: bool) -> None:
    assert asks_to_search(message) is asks


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("skolens", "skuleleiaren"), ("lærerne", "lærarane"), ("skule", "På skolen"),
        ("rollene", "rolle"), ("målet", "mål"), ("tida", "tid"), ("evaluering", "evalueres"),
        ("første", "fyrste"), ("ledelsen", "leiinga"), ("IKT", "ikt-plan"),
    ],
)  # fmt: skip
def test_forms_of_a_word_fit(query: str, text: str) -> None:
    asked = read_query(query)
    assert fit(asked, [1.0], dict.fromkeys(words_of(text), 1)).covered == 1


def test_words_that_tell_nothing_are_left_out_when_others_are_there() -> None:
    assert read_query("hva er forankring").beginnings == ("forankr",)
    assert read_query("hva er det").stems
    assert read_query("?!").stems == ()


TEXT = (
    "Ordningen gjelder fra 1. januar 2026. Rektor leder arbeidet. Partneren støtter rektor, og"
    " skriver en logg. Møter holdes hver måned på skolen."
)


def test_the_part_that_fits_is_shown_word_for_word() -> None:
    shown = extract(TEXT, read_query("partner logg"), length=70)
    assert shown == "… Partneren støtter rektor, og skriver en logg. …"
    assert extract(TEXT, read_query("2026"), length=40) == (
        "Ordningen gjelder fra 1. januar 2026. …"
    )
    assert extract(TEXT, read_query("ordningen"), length=500) == TEXT
    assert extract("", read_query("x")) == ""


def test_a_long_sentence_is_cut_around_the_word() -> None:
    text = f"{'ord ' * 60}forankring {'ord ' * 60}".strip()
    shown = extract(text, read_query("forankring"), length=100)
    assert shown.startswith("… ord")
    assert shown.endswith("ord …")
    assert "forankring" in shown
    assert len(shown) <= 104


def test_a_long_sentence_is_not_cut_where_it_begins_or_ends() -> None:
    long = "ord " * 30
    assert extract(f"Forankring {long}", read_query("forankring"), length=60).startswith("Forankr")
    assert extract(f"{long}forankring", read_query("forankring"), length=60).endswith("forankring")


def test_one_long_word_is_cut_too() -> None:
    assert extract("a" * 100, read_query("forankring"), length=60) == f"{'a' * 60} …"
