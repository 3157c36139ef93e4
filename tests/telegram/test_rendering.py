"""Long texts are divided where a reader would; nothing is lost and everything fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rendering import (
    PART_LIMIT,
    TEXT_LIMIT,
    keyboard,
    mark_choice,
    split_text,
    utf16_length,
)
from tests.fakes.bot_api import markup

FAMILY = "👨‍👩‍👧‍👦"


def without_space(text: str) -> str:
    return "".join(text.split())


@given(st.text(st.sampled_from("ab .!?\n👍é\u200d\ufe0f🏽"), max_size=300), st.integers(12, 40))
def test_parts_fit_and_say_all_that_was_said(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(utf16_length(part) <= limit for part in parts)
    assert without_space("".join(parts)) == without_space(text)


@given(st.text(max_size=50))
def test_length_is_counted_as_telegram_counts(text: str) -> None:
    assert utf16_length(text) == markup.utf16_length(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("kort", ["kort"]),
        ("", [""]),
        ("Et avsnitt her.\n\nEt til her.", ["Et avsnitt her.", "Et til her."]),
        ("En linje. Ja.\nEn linje til.", ["En linje. Ja.", "En linje til."]),
        ("En setning her. Så en til her.", ["En setning her.", "Så en til her."]),
        ("Han sa «nei.» Så gikk han ut.", ["Han sa «nei.»", "Så gikk han ut."]),
        ("ord uten noen slutt i det hele", ["ord uten noen slutt", "i det hele"]),
        ("K.\n\nMen så kommer et langt", ["K.\n\nMen så kommer et", "langt"]),
        ("a" * 25, ["a" * 20, "a" * 5]),
        ("a" * 20 + " b", ["a" * 20, "b"]),
        ("a" * 16 + FAMILY, ["a" * 16, FAMILY]),
    ],
)
def test_a_text_is_divided_at_the_best_place(text: str, parts: list[str]) -> None:
    assert split_text(text, 20) == parts


def test_a_real_answer_of_ten_thousand_characters() -> None:
    paragraph = "Dette er en setning om skolebasert kompetanseutvikling. " * 9
    parts = split_text("\n\n".join([paragraph.strip()] * 20))
    assert len(parts) == 3
    assert all(part.endswith("utvikling.") for part in parts)
    assert all(utf16_length(part) <= PART_LIMIT < TEXT_LIMIT for part in parts)


def test_buttons_share_a_row_while_they_can_be_read() -> None:
    titles = [
        "Lagre",
        "Endre",
        "Avbryt",
        "👍",
        "Hva er hensikten med skolebasert utvikling?",
        "Ja",
    ]
    laid_out = keyboard([(title, f"token-{title}"[:16]) for title in titles])
    assert laid_out is not None
    assert [[each.text for each in row] for row in laid_out.inline_keyboard] == [
        ["Lagre", "Endre", "Avbryt"],
        ["👍"],
        ["Hva er hensikten med skolebasert utvikling?"],
        ["Ja"],
    ]
    data = str(laid_out.inline_keyboard[0][0].callback_data)
    assert data == "b:token-Lagre"
    assert keyboard([]) is None


def test_a_choice_is_marked_only_where_there_is_room() -> None:
    assert mark_choice("Lagre?", "→ Ja") == "Lagre?\n\n→ Ja"
    assert mark_choice(None, "→ Ja") is None
    assert mark_choice("x" * 4092, "→ Ja") is None
