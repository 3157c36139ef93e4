"""The files of Rasa, read as they are."""

from __future__ import annotations

from typing import Any

from bot import yaml_files
from tests.conftest import ROOT


def read_yaml(path: str) -> Any:
    """Read a file of the repository."""
    return yaml_files.read_yaml(ROOT / path)
