"""What may be asked about, «Mente du …?», is a command that has a name in every language."""

from __future__ import annotations

from typing import Any

import yaml

from bot.nlu.decision import OFFERED
from tests.conftest import ROOT


def _read(path: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
    return read


def test_every_offered_command_has_a_name() -> None:
    names = _read("data/texts/commands.yml")
    assert set(names) == OFFERED
    assert all(set(each) == {"nb", "nn", "en"} for each in names.values())


def test_every_offered_command_is_an_intent() -> None:
    assert set(_read("domain.yml")["intents"]) >= OFFERED
