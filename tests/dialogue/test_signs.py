"""Signs without a word mean something, and are never mixed up with each other."""

from __future__ import annotations

import pytest

from bot.dialogue.pressing import titled
from bot.dialogue.signs import in_words


@pytest.mark.parametrize(
    ("text", "language", "asked", "word"),
    [
        ("👍", "nb", True, "ja"),
        ("👍🏽", "en", True, "yes"),
        ("👍", "nn", False, "takk"),
        ("👎!", "nb", False, "nei"),
        ("❤️ 🙏", "nb", True, "takk"),
        ("👍 fint", "nb", True, None),
        ("🚗", "nb", False, None),
        ("?", "nb", True, None),
        ("", "nb", True, None),
    ],
)
def test_the_word_that_signs_stand_for(
    text: str, language: str, *, asked: bool, word: str | None
) -> None:
    assert in_words(text, language, asked=asked) == word


def test_a_sign_is_no_other_button() -> None:
    buttons = [{"title": "👍", "payload": "/good"}, {"title": "Les mer", "payload": "/more"}]
    assert titled(buttons, "👍") == "/good"
    assert titled(buttons, "❤️") is None
    assert titled(buttons, "les mer!") == "/more"
