"""What is found is cited, is for whoever asks, and is found by its words or by its meaning."""

from __future__ import annotations

import pytest

from bot.answers import Answer
from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER
from bot.domain_model.documents import Block, ReadDocument
from bot.services.documents import Documents
from bot.services.search import HITS, Hit, Search
from tests.support.encoders import WordEncoder
from tests.support.people import NOW, Cast

ANSWERS = {
    "nb": [
        Answer("roles", "Hvem gjør hva?", "Det skal være klart hvem som leder arbeidet.",
               ("Sluttrapport. NTNU.",), frozenset({"er rektor sjefen"})),
        Answer("trust", "Relasjoner", "Tillit tar tid.", ("Sluttrapport. NTNU.",), frozenset()),
    ],
    "nn": [],
}  # fmt: skip


@pytest.fixture
def search(services: Services) -> Search:
    # «lunsj» and «matpause» mean the same to this encoder.
    encoder = WordEncoder({"matpause": "lunsj"})
    documents = Documents(services.begin, lambda: encoder)
    pages = ReadDocument("Rollehefte", (
        Block("Partneren støtter. Rektor leder arbeidet på skolen, og følger det opp.", page=1),
        Block("lunsj", "Pauser", 2),
    ))  # fmt: skip
    documents.add("1", pages, at=NOW)
    services.partners.add_coordinator("NTNU", "Nils", at=NOW)
    theirs = ReadDocument("Avtale", (Block("Rektor er styreleder.", "Styret"),))
    documents.add("2", theirs, at=NOW, institution="NTNU")
    return Search(services.begin, lambda: ANSWERS, lambda: encoder)


def test_documents_and_answers_are_found_with_their_place(search: Search) -> None:
    hits = search.find(STRANGER, "rektor som leder", language="nb")
    assert [(hit.title, hit.page, hit.topic) for hit in hits] == [
        ("Rollehefte", 1, None),
        ("Hvem gjør hva?", None, "roles"),
    ]
    assert hits[0].extract.endswith("Rektor leder arbeidet på skolen, og følger det opp.")
    assert hits[1].sources == ("Sluttrapport. NTNU.",)


def test_an_institutions_document_is_for_its_own_people(search: Search, people: Cast) -> None:
    for actor, seen in ((people.nils, True), (people.ola, False), (STRANGER, False)):
        titles = {hit.title for hit in search.find(actor, "styreleder", language="nb")}
        assert ("Avtale" in titles) is seen


def test_meaning_finds_what_words_do_not(search: Search, services: Services) -> None:
    expected = [Hit("Rollehefte", "lunsj", page=2, heading="Pauser")]
    assert search.find(STRANGER, "matpause", language="nn") == expected
    without = Search(services.begin, lambda: ANSWERS, lambda: None)
    assert without.find(STRANGER, "matpause", language="nn") == []


def test_vectors_of_another_encoder_are_not_compared(services: Services, search: Search) -> None:
    assert search
    other = WordEncoder({"matpause": "lunsj"})
    other.name = "another"
    changed = Search(services.begin, lambda: ANSWERS, lambda: other)
    assert changed.find(STRANGER, "matpause", language="nb") == []


@pytest.mark.parametrize("nothing", ["", "?!", "kvantemekanikk", "   "])
def test_nothing_is_found_for_nothing(search: Search, nothing: str) -> None:
    assert search.find(STRANGER, nothing, language="nb") == []


@pytest.mark.parametrize(
    "odd", ['rektor" OR 1=1 --', "rektor:* & !", "NEAR(rektor)", "rektor' |", "rektor " * 500]
)
def test_signs_that_databases_read_are_only_signs(search: Search, odd: str) -> None:
    assert len(search.find(STRANGER, odd, language="nb")) <= HITS


def test_at_most_three(services: Services) -> None:
    documents = Documents(services.begin, lambda: None)
    for number in range(5):
        read = ReadDocument(f"Hefte {number}", (Block("Rektor leder arbeidet."),))
        documents.add(str(number), read, at=NOW)
    hits = services.search.find(STRANGER, "rektor", language="nb")
    assert len(hits) == HITS
