"""Every response that the assistant can give, read straight from its files."""

from __future__ import annotations

from functools import cache
from typing import Any

from bot.yaml_files import read_yaml
from tests.conftest import ROOT

LANGUAGES = ("nb", "nn", "en")


@cache
def responses() -> dict[str, dict[str, dict[str, Any]]]:
    """Each response by its name: language to variation; the one without a condition is bokmål."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for path in sorted((ROOT / "data" / "responses").glob("*.yml")):
        for name, variations in read_yaml(path)["responses"].items():
            assert name not in found, f"{name} is there twice"
            by_language = {_language(variation): variation for variation in variations}
            assert len(by_language) == len(variations), f"{name}: two of the same language"
            found[name] = by_language
    return found


def _language(variation: dict[str, Any]) -> str:
    conditions = variation.get("condition", [])
    return str(conditions[0]["value"]) if conditions else "nb"
