"""Likely personal data of others is pointed out with the exact words; roles alone are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain_model import privacy_words
from bot.domain_model.privacy import PersonalDataKind, find_personal_data
from bot.nlu.note_evaluation import recall_and_precision

SAMPLES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "privacy_samples.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_nine_of_ten_are_found_and_nine_of_ten_found_are_right(part: str) -> None:
    recall, precision = recall_and_precision(SAMPLES[part])
    assert (recall >= 0.9, precision >= 0.9) == (True, True), (recall, precision)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Jonas i 9B var urolig", "Jonas i 9B", PersonalDataKind.PUPIL),
        ("ELEVEN JONAS BLE SENDT UT", "JONAS", PersonalDataKind.PUPIL),
        ("læreren Kari ville ikke", "Kari", PersonalDataKind.NAME),
        ("gutten med ADHD", "ADHD", PersonalDataKind.HEALTH),
        ("mora til eleven", "mora til eleven", PersonalDataKind.FAMILY),
        ("151086 95088", "151086 95088", PersonalDataKind.FODSELSNUMMER),
        ("22 33 44 55", "22 33 44 55", PersonalDataKind.PHONE),
        ("a@example.no", "a@example.no", PersonalDataKind.EMAIL),
        ("8601.11.17947", "8601.11.17947", PersonalDataKind.ACCOUNT),
    ],
)
def test_the_exact_words_and_their_place(text: str, words: str, kind: PersonalDataKind) -> None:
    (item,) = find_personal_data(text)
    assert (item.text, item.kind, text[item.start : item.end]) == (words, kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rektor, læreren og elevene var enige",
        "Åsveien skole, Amalie Skram videregående og Solvik ungdomsskule",
        "ved Høgskulen på Vestlandet i Sogndal i mars",
        "En gavepakke til ungdomstrinnet? av May Britt Postholm mfl.",
        "Hargreaves og Fullan (2012)",
        "Mvh Torunn",
        "my name is Susan",
        "eg heiter Gunnhild og er ny",
        "Vi snakket om dysleksi, kurs om ADHD og psykisk helse",
        "foreldremøte og foreldrene på skolen",
        "Skolens foreldre ble med, og Faglærer mor",
        "vi satte opp et skilt ved siden av rektor",
        "klasse 9B i rom 204 kl 10",
    ],
)
def test_what_is_public_general_or_ones_own_is_not_pointed_out(text: str) -> None:
    assert find_personal_data(text) == []


def test_what_overlaps_is_pointed_out_once() -> None:
    (item,) = find_personal_data("hun er søsteren til Emilie i 10B")
    assert item.text == "søsteren til Emilie i 10B"


_PIECES = st.sampled_from(
    [
        *privacy_words.FIRST_NAMES.split()[:20],
        *("eleven", "ADHD", "han", "og", "Åsveien", "skole", "(", ".", ",", " ", "\n"),
        *("22 33 44 55", "i 9B", "mor til", "er syk"),
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join), st.lists(_PIECES).map(" ".join)))
def test_what_is_found_stands_there_in_order_without_overlap(text: str) -> None:
    end = 0
    for item in find_personal_data(text):
        assert end <= item.start < item.end
        assert text[item.start : item.end] == item.text
        end = item.end
