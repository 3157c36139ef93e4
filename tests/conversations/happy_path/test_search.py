"""Searching in words, with the menu's command, and from what was not known."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.documents import Block, ReadDocument
from bot.domain_model.errors import StorageUnavailable
from tests.support.people import NOW, Cast


@pytest.fixture
def guidelines(services: Services, people: Cast) -> None:
    assert people.ola
    read = ReadDocument(
        "Retningslinjer for partnere",
        (Block("Kjøring med egen bil dekkes etter statens satser.", page=4),),
    )
    services.documents.add("d", read, at=NOW, institution="HVL")


async def test_a_document_is_cited_word_for_word(ola: Any, guidelines: None) -> None:
    said = await ola.say("søk etter egen bil")
    assert "«Kjøring med egen bil dekkes etter statens satser.»" in said
    assert "Kilde: Retningslinjer for partnere, s. 4" in said


async def test_an_answer_is_opened_in_full(ola: Any) -> None:
    said = await ola.say("søk taushetsplikt")
    assert ola.intent == "search"
    assert said.startswith("Dette fant jeg:\n\n1. ")
    assert "Kilde: Taushetsplikten som utfordring" in said
    await ola.press(ola.replies[-1].buttons[0].title)
    assert ola.intent.startswith("faq/")


async def test_the_last_question_is_searched_for(ola: Any, guidelines: None) -> None:
    await ola.say("hvor mye får jeg dekket for bil?")
    assert "Retningslinjer for partnere, s. 4" in await ola.choose("/search")


async def test_what_to_search_for_is_asked(ola: Any) -> None:
    asked = await ola.choose('/search{"query": ""}')
    assert "Hva vil du søke etter?" in asked
    assert await ola.say("søk") == asked
    assert await ola.choose("/search") == asked


async def test_nothing_is_found(ola: Any) -> None:
    assert "Jeg fant ikke noe om det" in await ola.say("søk etter kvantemekanikk")


async def test_a_stranger_finds_answers_but_no_institutions_documents(
    stranger: Any, guidelines: None
) -> None:
    assert "fant ikke noe" in await stranger.say("søk etter bilkjøring")
    assert "Dette fant jeg" in await stranger.say("søk etter taushetsplikt")


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("leit etter noko om teieplikt", "Dette fann eg"),
        ("search the documents for something about confidentiality", "This is what I found"),
    ],
)
async def test_in_other_languages(ola: Any, message: str, says: str) -> None:
    assert says in await ola.say(message)


async def test_a_failed_search_is_said(
    ola: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(services.search, "find", fail)
    assert "Det gikk ikke nå" in await ola.say("søk forankring")
