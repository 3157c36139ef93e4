"""What was found is shown with its place, and what nobody knew is searched for again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.names import Outcome
from actions.search import ActionSearch
from bot.bootstrap import Services
from bot.domain_model.documents import Block, ReadDocument
from bot.services.documents import Documents
from bot.services.search import Search
from tests.support.acting import Speaker
from tests.support.encoders import WordEncoder
from tests.support.people import NOW, Cast


@pytest.fixture
def ola(services: Services, people: Cast) -> Speaker:
    """A partner whose institutions have three documents."""
    encoder = WordEncoder({})
    blocks = {
        "Hefte": Block("Rektor leder arbeidet.", page=3),
        "Avtale": Block("Reiser dekkes etter regning.", "Reise"),
        "Brev": Block("Frikjøp avtales hvert år."),
    }
    documents = Documents(services.begin, lambda: encoder)
    for title, block in blocks.items():
        documents.add(title, ReadDocument(title, (block,)), at=NOW)
    search = Search(services.begin, lambda: {"nb": [], "nn": []}, lambda: encoder)
    return Speaker(replace(services, search=search), f"web:{people.ola.account_id}")


@pytest.mark.parametrize(
    ("wanted", "shown", "cited"),
    [
        ("rektor", "«Rektor leder arbeidet.»", "Hefte, s. 3"),
        ("reiser", "«Reiser dekkes etter regning.»", "Avtale, «Reise»"),
        ("frikjøp", "«Frikjøp avtales hvert år.»", "Brev"),
    ],
)
async def test_a_document_is_cited_as_exactly_as_it_can_be(
    ola: Speaker, wanted: str, shown: str, cited: str
) -> None:
    done = await ola.do(ActionSearch, f"søk etter {wanted}", "search", query=wanted)
    assert done.outcome == Outcome.DONE
    assert shown in done.said[0]["list"]
    assert done.said[0]["list"].endswith(cited)


async def test_a_button_searches_for_the_question_before_it(ola: Speaker) -> None:
    ola.events = [
        {"event": "user", "text": "hvem leder arbeidet, er det rektor?"},
        {"event": "user", "text": "/language"},
    ]
    done = await ola.do(ActionSearch, "/search", "search")
    assert "Rektor leder arbeidet." in done.said[0]["list"]


@pytest.mark.parametrize(
    ("text", "outcome"), [("søk", Outcome.ASKED), ("søk etter kvantemekanikk", Outcome.EMPTY)]
)
async def test_nothing_is_found(ola: Speaker, text: str, outcome: Outcome) -> None:
    done = await ola.do(ActionSearch, text, "search")
    assert (done.outcome, done.said) == (outcome, [])
