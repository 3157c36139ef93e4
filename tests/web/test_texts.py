"""Every sentence of the pages is in bokmål, nynorsk and English, and is used."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from bot.bootstrap import ROOT
from bot.texts import Texts, load_texts, placeholders

TEMPLATES = Path(ROOT / "bot/web/templates")
BOKMAL_ONLY = re.compile(
    r"\b(ikke|jeg|hva|hvem|hvordan|hvor|fra|noe|noen|skole\w*|skoler|uke\w*|deres|dere|enn?å|"
    r"blitt|være|annen|lenke\w*|velger|skriver|trenger)\b",
    re.IGNORECASE,
)
IN_BOTH = {"fra sist", "Åsveien skole"}


@cache
def _texts() -> Texts:
    return load_texts(ROOT / "data" / "texts")


AREAS = ("web.", "insight_pages.", "spread.")
KEYS = [key for key in sorted(_texts().keys()) if key.startswith(AREAS)]


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_is_in_all_three_languages(key: str) -> None:
    variants = _texts().variants(key)
    assert set(variants) == {"nb", "nn", "en"}
    assert all(variants.values())
    assert len({frozenset(placeholders(text)) for text in variants.values()}) == 1
    assert len({text.count("\n\n") for text in variants.values()}) == 1


@pytest.mark.parametrize("key", KEYS)
def test_nynorsk_is_not_bokmal(key: str) -> None:
    assert not BOKMAL_ONLY.findall(_texts().variants(key)["nn"])


def test_every_sentence_that_a_template_asks_for_is_there_and_every_one_is_asked_for() -> None:
    literal: set[str] = set()
    beginnings: set[str] = set()
    for template in TEMPLATES.glob("*.html"):
        source = template.read_text(encoding="utf-8")
        literal |= set(re.findall(r"\bt\('(\w+)'[,)]", source))
        literal |= set(re.findall(r"(?:menu_link|open_link)\('[^']+', '(\w+)'", source))
        literal |= set(re.findall(r"'((?:insight_pages|spread)\.\w+)'(?! ~)", source))
        beginnings |= set(re.findall(r"\bt\('([\w.]+?)(?:' ~|%d)", source))
    named = {key.removeprefix("web.") for key in KEYS}
    assert literal <= named
    unused = {
        key for key in named - literal if not any(key.startswith(start) for start in beginnings)
    }
    assert not unused
