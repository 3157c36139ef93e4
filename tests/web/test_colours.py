"""Every pair of colours that text is set in can be told apart (WCAG 2.1, level AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.bootstrap import ROOT

SHEET = Path(ROOT / "bot/web/static/refleks.css").read_text(encoding="utf-8")
TEXT = [
    (ink, ground)
    for ink in ("ink", "soft-ink", "accent")
    for ground in ("page", "surface")
] + [
    ("on-accent", "accent"), ("ink", "tint"), ("accent", "tint"),
    ("ink", "warn"), ("accent", "warn"),
]  # fmt: skip
LINES = [("strong-line", "page"), ("strong-line", "surface"), ("warn-line", "page")]


def _themes() -> list[dict[str, str]]:
    """The colours by name: those for daylight, and those for the dark."""
    light, dark = SHEET.split("@media (prefers-color-scheme: dark)")[:2]
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", theme)) for theme in (light, dark)]


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", _themes(), ids=["light", "dark"])
def test_contrast(theme: dict[str, str]) -> None:
    assert len(theme) == len(_themes()[0])
    weak = [
        (first, second, round(_contrast(theme[first], theme[second]), 2))
        for pairs, least in ((TEXT, 4.5), (LINES, 3.0))
        for first, second in pairs
        if _contrast(theme[first], theme[second]) < least
    ]
    assert weak == []
