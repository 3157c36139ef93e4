"""A wish for the last answer in another manner is known by its words, and only when it is one."""

from __future__ import annotations

import pytest

from bot.domain_model.answers import Manner
from bot.nlu.follow_up_words import asked_manner, goes_on

SOURCE = """
kilde? | hvor har du det fra | kor e det henta fra | where does that come from
how do you know that
korleis veit du det | er dette fra forskning | vis kilde | kan eg få lenkja | cite your source
hvilken forskning | står det i rapporten | er du sikker på det
"""
MORE = """
mer | fortell mer | utdyp | hva betyr det i praksis | ka betyr det | what does that mean | say more
kan du forklare det nærmere | expand on that | resten? | har du et eksempel | hva mener du med det
"""
SHORT = """
kortere | litt kortere takk | for langt, ta det viktigste | sum it up | hovedpoenget? | i stikkord
kan du korte det ned | kva er kjernen | give me the gist | kan du ta det i punkter | too long
"""
OF_ITS_OWN = """
hva kan du | kan du forklare læringsledelse | fortell mer om forankring | har du kilder om rektor
hvilken rapport handler om piloten | kan du søkje i kjeldene etter tilskot | er det lov
hva er poenget med sku | gi meg en kort brief før Nordlia | what is the point of it
"""


def each(table: str) -> list[str]:
    """Give the messages of a table."""
    return [text.strip() for text in table.replace("\n", "|").split("|") if text.strip()]


@pytest.mark.parametrize(
    ("manner", "table"),
    [
        (Manner.SOURCE, SOURCE),
        (Manner.MORE, MORE),
        (Manner.SHORT, SHORT),
        (None, OF_ITS_OWN),
    ],
)
def test_the_manner_is_known(manner: Manner | None, table: str) -> None:
    found = {text: asked_manner(text) for text in each(table)}
    assert {text: told for text, told in found.items() if told is not manner} == {}


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("og hva med ChatGPT da?", True),
        ("kva med rektor", True),
        ("and what about leaders?", True),
        ("hva gjør jeg med en motvillig rektor?", False),
        ("flytt besøket til torsdag", False),
    ],
)
def test_a_message_may_say_that_it_goes_on(text: str, goes: bool) -> None:
    assert goes_on(text) is goes
