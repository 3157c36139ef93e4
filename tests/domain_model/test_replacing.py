"""Neutral words take the place of personal data, and the sentence around them stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.domain_model.privacy import find_personal_data
from bot.domain_model.replacing import NeutralWords, neutral_words, replace_personal_data

WORDS = NeutralWords("en elev", "en lærer", "en person", "en pårørende")
SAMPLES = yaml.safe_load(
    (Path(__file__).parent / "privacy_samples.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("Jonas i 9B var urolig.", "En elev var urolig."),
        ("I dag var Jonas i 9B urolig.", "I dag var en elev urolig."),
        ("Eleven Jonas slet.", "Eleven slet."),
        ("Rektor Kari Olsen kom.", "Rektor kom."),
        ("Det sa læreren, Kari.", "Det sa læreren, en lærer."),
        ("Vi leste Karis plan.", "Vi leste en persons plan."),
        ("Vi leste Jonas' plan.", "Vi leste en persons plan."),
        ("Kari's plan was good.", "En persons plan was good."),
        ("Gutten med ADHD gikk.", "Gutten med […] gikk."),
        ("Moren til Jonas ringte.", "En pårørende ringte."),
        ("Ring 91234567.", "Ring [telefonnummer]."),
        ("Elevene på Åsveien skole leste Postholm.", "Elevene på Åsveien skole leste Postholm."),
    ],
)
def test_the_rest_of_the_sentence_stays(text: str, replaced: str) -> None:
    assert replace_personal_data(text, WORDS) == replaced


def test_each_neutral_word_is_told_once() -> None:
    text = "Kari i 9B og Ola i 9B satt med læreren Eva."
    assert neutral_words(text, WORDS) == ["en elev"]


@pytest.mark.parametrize("sample", [s["text"] for part in SAMPLES.values() for s in part])
def test_nothing_is_left_to_point_out(sample: str) -> None:
    assert find_personal_data(replace_personal_data(sample, WORDS)) == []
