"""How well themes and personal data are found in reflections whose meaning is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.domain_model.privacy import find_personal_data
from bot.domain_model.themes import Theme, suggest_themes
from bot.yaml_files import read_yaml

_UNSEEN = "held_out"
"""The part of a file of samples that was not looked at while the rules were written."""
THEME_OF = {
    "anchoring": Theme.ANCHORING,
    "organisation": Theme.ORGANISATION,
    "goals": Theme.SHARED_GOALS,
    "expectations": Theme.EXPECTATIONS,
    "roles": Theme.ROLES,
    "relations": Theme.RELATIONS,
    "competence": Theme.COMPETENCE,
    "leadership": Theme.LEARNING_LEADERSHIP,
    "resources": Theme.RESOURCES,
    "environment": Theme.SAFE_ENVIRONMENT,
}
"""The short names of the themes in a file of samples."""

Samples = Iterable[Mapping[str, Any]]


def evaluate_notes(themes: Path, personal_data: Path) -> dict[str, Any]:
    """Give the figures of the unseen parts of both files as plain data."""
    f1 = f1_by_theme(_read(themes)[_UNSEEN])
    recall, precision = recall_and_precision(_read(personal_data)[_UNSEEN])
    return {
        "themes": {theme.value: round(score, 4) for theme, score in f1.items()},
        "themes_macro_f1": round(sum(f1.values()) / len(f1), 4),
        "personal_data": {"recall": round(recall, 4), "precision": round(precision, 4)},
    }


def f1_by_theme(samples: Samples) -> dict[Theme, float]:
    """Give each theme's F1: how well what is suggested agrees with what a reader expects."""
    right: Counter[Theme] = Counter()
    told: Counter[Theme] = Counter()
    for sample in samples:
        expected = {THEME_OF[name] for name in sample["themes"]}
        suggested = {suggestion.theme for suggestion in suggest_themes(sample["text"])}
        right.update(expected & suggested)
        told.update([*expected, *suggested])
    return {theme: 2 * right[theme] / max(told[theme], 1) for theme in Theme}


def recall_and_precision(samples: Samples) -> tuple[float, float]:
    """Give how much of the personal data is pointed out, and how much of that is any."""
    found, expected = set(), set()
    for sample in samples:
        text = sample["text"]
        found |= {(text, item.text, item.kind.value) for item in find_personal_data(text)}
        expected |= {(text, words, kind) for words, kind in sample["found"].items()}
    right = len(found & expected)
    return right / max(len(expected), 1), right / max(len(found), 1)


def notes_as_markdown(figures: Mapping[str, Any]) -> str:
    """Write the figures as a part of the report."""
    data = figures["personal_data"]
    rows = [f"| {name} | {score:.2f} |" for name, score in figures["themes"].items()]
    return "\n".join(
        [
            "## Reflections",
            "",
            f"Personal data of others: recall {data['recall']:.2f}, "
            f"precision {data['precision']:.2f}.",
            "",
            "| theme | F1 |",
            "|---|---|",
            *rows,
            f"| **macro-F1** | **{figures['themes_macro_f1']:.2f}** |",
            "",
        ]
    )


def _read(path: Path) -> dict[str, Any]:
    samples: dict[str, Any] = read_yaml(path)
    return samples
