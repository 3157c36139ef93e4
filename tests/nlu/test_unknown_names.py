"""A school is read as the one that stands for all, whatever its name."""

from __future__ import annotations

import pytest

from bot.nlu.unknown_names import names_in, with_known_names, with_one_name

KNOWN = frozenset(
    {"flytt", "besøk", "besok", "til", "fredag", "solvik", "haugen", "kommunen", "skal", "jeg"}
)


NAMES = frozenset({"lade"})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("flytt Huseby til fredag", "flytt Solvik til fredag"),
        ("Huseby fredag", "Solvik fredag"),
        ("flytt Haugen til fredag", "flytt Haugen til fredag"),
        ("Lade til fredag", "Solvik til fredag"),
        ("flytt lade til fredag", "flytt lade til fredag"),
        ("Kommnuen skal til Øya", "Kommnuen skal til Solvik"),
        ("Besøk! Kommnuen skal", "Besøk! Kommnuen skal"),
        ("jeg skal til Fredda", "jeg skal til Solvik"),  # within a sentence it is no slip
        ("Ufredag", "Solvik"),  # hardly anybody misspells the first letter
        ("Besøk UH fredag", "Besøk UH fredag"),
        ("flytt huseby", "flytt huseby"),
        ("skriv til Anne@skole.no", "skriv til Anne@skole.no"),
        ("", ""),
    ],
)
def test_a_name_is_replaced(text: str, read: str) -> None:
    assert with_known_names(text, KNOWN, NAMES) == read


def test_names_are_found_in_examples() -> None:
    texts = [
        "flytt Solvik", "avlys besøket på Lade", "Flytt Lade", "ta det på Ski på fredag Friday",
        "jeg går på ski", "hvem er Lade",
    ]  # fmt: skip
    labels = ["move", "move", "move", "move", "out_of_scope", "out_of_scope"]
    names = names_in(texts, labels)
    assert names == {"solvik", "lade"}
    assert with_one_name("Flytt Lade fra lade-dagen", names) == "Flytt Solvik fra Solvik-dagen"
