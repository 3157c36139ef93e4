"""How people say that a visit is done, and that it is not done after all."""

from __future__ import annotations

import pytest

from bot.domain_model.finishing import (
    names_a_visit,
    says_finished,
    says_mistaken,
    says_unfinished,
)


@pytest.mark.parametrize(
    "text",
    [
        "besøket på Åsveien er gjort",
        "ferdig på Solvik",
        "eg er ferdig med besøket på Solvik no",
        "æ e ferdig på Solvik",
        "æ e færdig me besøke på Solvik",
        "besøket på Solvik er gjennomført",
        "marker besøket på Solvik som gjort",
        "the visit to Solvik is done",
        "I have finished the visit to Solvik",
    ],
)
def test_a_visit_is_said_to_be_done(text: str) -> None:
    assert says_finished(text)


@pytest.mark.parametrize(
    "text",
    [
        "er besøket gjort?",
        "jeg er ferdig",
        "da er jeg ferdig for i dag",
        "ferdig på skolen og vil få det ned på papiret",
        "ferdig på Solvik, det gikk bra og rektor var fornøyd",
        "besøket på Åsveien er ferdig planlagt",
        "besøket på Åsveien er avlyst",
    ],
)
def test_what_says_more_or_less_than_that(text: str) -> None:
    assert not says_finished(text)


@pytest.mark.parametrize(
    "text",
    [
        "nei, det er ikke gjennomført ennå",
        "nei det er ikkje gjennomført enno",
        "besøket på Solvik er ikkje gjort enno",
        "oi, feil! besøket ble ikke gjennomført likevel",
        "jeg er ikke ferdig på Solvik ennå",
        "eg er ikkje ferdig med besøket enno",
        "æ e itj færdig på Solvik",
        "vi har ikke vært på Solvik ennå",
        "besøket har ikkje vore enno",
        "åpne besøket på Solvik igjen",
        "merk besøket som ikke gjort",
        "angre gjort",
        "no, it isn't done yet",
        "the visit to Solvik is not finished",
        "reopen the visit",
    ],
)
def test_a_visit_is_said_not_to_be_done(text: str) -> None:
    assert says_unfinished(text)
    assert not says_finished(text)


@pytest.mark.parametrize(
    "text",
    [
        "er besøket ikke gjort?",
        "det er ikke gjort noe med forankringen",
        "vi er ikke ferdig med planen",
        "det er ikkje ferdig forankra i leiinga",
        "vi har ikke vært på Solvik siden jul",
        "besøket er gjort",
        "nei takk",
    ],
)
def test_what_says_nothing_of_that(text: str) -> None:
    assert not says_unfinished(text)


def test_only_a_message_that_names_a_visit_is_sure_to_be_about_one() -> None:
    assert names_a_visit("besøket er ikke gjort ennå")
    assert names_a_visit("jeg er ikke ferdig på Solvik")
    assert not names_a_visit("det er ikke gjort ennå")


@pytest.mark.parametrize(
    ("text", "mistaken"),
    [
        ("det var feil", True), ("Oi, det var feil!", True), ("nei det va feil", True),
        ("det vart feil", True), ("feil", True), ("jeg tok feil", True), ("angre", True),
        ("that was a mistake", True), ("nei", False), ("det var feil skole", False),
        ("det var feil av meg å gå så fort fram", False), ("hva var feil?", False),
    ],
)  # fmt: skip
def test_a_bare_mistake_is_known(text: str, mistaken: bool) -> None:
    assert says_mistaken(text) is mistaken
