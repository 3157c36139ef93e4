"""The files of Rasa, read as they are."""

from __future__ import annotations

from typing import Any

import yaml

from tests.conftest import ROOT


def read_yaml(path: str) -> Any:
    """Read a file of the repository."""
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
