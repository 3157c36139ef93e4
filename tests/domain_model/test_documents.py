"""Documents are split where a reader would, and nothing is lost between the pieces."""

from __future__ import annotations

from itertools import pairwise

from bot.domain_model.documents import OVERLAP_WORDS, PASSAGE_WORDS, Block, Passage, split


def sentences(count: int, length: int = 10) -> str:
    return " ".join(f"s{n} {'ord ' * (length - 2)}slutt." for n in range(count))


def test_a_passage_never_crosses_a_heading_or_a_page() -> None:
    blocks = [
        Block("En."), Block("To."), Block("Tre.", "Roller"), Block("  "),
        Block("Fire.", "Roller", 2), Block("Fem.", "Roller", 3),
    ]  # fmt: skip
    assert split(blocks) == [
        Passage("En.\nTo.", "", None),
        Passage("Tre.", "Roller", None),
        Passage("Fire.", "Roller", 2),
        Passage("Fem.", "Roller", 3),
    ]


def test_a_long_text_is_split_at_sentences_and_overlaps() -> None:
    text = sentences(40)
    passages = split([Block(text)])
    assert len(passages) == 4
    for passage in passages:
        assert passage.text.endswith("slutt.")
        assert passage.text.startswith("s")
        assert len(passage.text.split()) <= PASSAGE_WORDS + OVERLAP_WORDS
    for before, after in pairwise(passages):
        assert after.text.split()[0] in before.text
    assert {word for each in passages for word in each.text.split()} == set(text.split())


def test_paragraphs_are_better_ends_than_sentences() -> None:
    first, second = split([Block(sentences(7)), Block(sentences(12))])
    assert len(first.text.split()) == 70
    assert second.text.endswith("slutt.")


def test_a_text_without_sentences_is_split_at_words() -> None:
    words = [f"w{n}" for n in range(400)]
    passages = split([Block(" ".join(words))])
    assert all(len(each.text.split()) <= PASSAGE_WORDS + OVERLAP_WORDS for each in passages)
    seen = [word for each in passages for word in each.text.split()]
    assert list(dict.fromkeys(seen)) == words


def test_nothing_gives_nothing() -> None:
    assert split([]) == []
