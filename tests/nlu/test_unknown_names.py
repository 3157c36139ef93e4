"""A school that no example names is read as one that examples name."""

from __future__ import annotations

import pytest

from bot.nlu.unknown_names import with_known_names

KNOWN = frozenset(
    {"flytt", "besøk", "besok", "til", "fredag", "solvik", "haugen", "kommunen", "skal", "jeg"}
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("flytt Huseby til fredag", "flytt Solvik til fredag"),
        ("Huseby fredag", "Solvik fredag"),
        ("flytt Haugen til fredag", "flytt Haugen til fredag"),
        ("Kommnuen skal til Øya", "Kommnuen skal til Solvik"),
        ("Besøk UH fredag", "Besøk UH fredag"),
        ("flytt huseby", "flytt huseby"),
        ("skriv til Anne@skole.no", "skriv til Anne@skole.no"),
        ("", ""),
    ],
)
def test_only_an_unknown_name_is_replaced(text: str, read: str) -> None:
    assert with_known_names(text, KNOWN) == read
