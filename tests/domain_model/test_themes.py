"""Themes are suggested with the words that speak for them, and nothing is suggested without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain_model.themes import Theme, suggest_themes
from bot.nlu.note_evaluation import f1_by_theme
from tests.conftest import ROOT

SAMPLES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "theme_samples.yml").read_text(encoding="utf-8")
)


def test_every_theme_has_a_name_in_every_language() -> None:
    names = yaml.safe_load((ROOT / "data/texts/themes.yml").read_text(encoding="utf-8"))
    assert set(names) == {theme.value for theme in Theme}
    assert all(set(name) == {"nb", "nn", "en"} for name in names.values())


@pytest.mark.parametrize(("part", "floor"), [("tuned", 0.95), ("held_out", 0.75)])
def test_the_themes_of_reflections_are_found(part: str, floor: float) -> None:
    scores = f1_by_theme(SAMPLES[part])
    assert sum(scores.values()) / len(scores) >= floor, scores


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_a_report_without_a_theme_gets_none(part: str) -> None:
    plain = [sample["text"] for sample in SAMPLES[part] if not sample["themes"]]
    assert [text for text in plain if suggest_themes(text)] == []


@pytest.mark.parametrize(
    ("text", "theme", "evidence"),
    [
        ("Rektor måtte gå igjen.", Theme.ANCHORING, "Rektor måtte gå"),
        ("Timeplanen sprekk.", Theme.ORGANISATION, "Timeplanen"),
        ("Vi har ikke felles mål ennå.", Theme.SHARED_GOALS, "felles mål"),
        ("Forventningane er uklare.", Theme.EXPECTATIONS, "Forventningane"),
        ("Kven gjer kva?", Theme.ROLES, "Kven gjer"),
        ("Det mangler TILLIT.", Theme.RELATIONS, "TILLIT"),
        ("Dei treng meir kunnskap.", Theme.COMPETENCE, "kunnskap"),
        ("Dette er læringsleiing i praksis.", Theme.LEARNING_LEADERSHIP, "læringsleiing"),
        ("Det er for lite tid.", Theme.RESOURCES, "lite tid"),
        ("Mobbing i friminuttene.", Theme.SAFE_ENVIRONMENT, "Mobbing"),
    ],
)
def test_the_evidence_is_the_exact_words(text: str, theme: Theme, evidence: str) -> None:
    suggestions = {suggestion.theme: suggestion for suggestion in suggest_themes(text)}
    assert suggestions[theme].evidence == evidence
    start, end = suggestions[theme].spans[0]
    assert text[start:end] == evidence


def test_the_example_of_two_themes() -> None:
    text = (
        "Gruppene kom godt i gang med kollegaveiledning, men rektor måtte gå etter ti minutter "
        "igjen. Neste gang vil jeg avtale tid med ledergruppa først."
    )
    found = {suggestion.theme: suggestion.evidence for suggestion in suggest_themes(text)}
    assert found == {
        Theme.ANCHORING: "rektor måtte gå",
        Theme.RESOURCES: "etter ti minutter",
    }


def test_two_weak_cues_are_needed_where_one_is_not_enough() -> None:
    assert suggest_themes("Vi snakket om mål.") == []
    (suggestion,) = suggest_themes("Vi snakket om mål og om oppdraget.")
    assert suggestion.theme is Theme.SHARED_GOALS
    assert len(suggestion.spans) == 2


def test_the_theme_with_most_support_comes_first() -> None:
    text = "Rollene er uklare, ansvaret ligger ingen steder, mandatet mangler. God tone."
    assert [s.theme for s in suggest_themes(text)] == [Theme.ROLES, Theme.RELATIONS]


def test_the_programme_and_its_name_are_no_theme() -> None:
    assert suggest_themes("Skolebasert kompetanseutvikling og kompetansepakker fra Udir") == []


@given(st.text())
def test_any_text_is_taken_and_every_suggestion_shows_its_words(text: str) -> None:
    for suggestion in suggest_themes(text):
        assert suggestion.evidence in text
        assert suggestion.evidence in [text[start:end] for start, end in suggestion.spans]
