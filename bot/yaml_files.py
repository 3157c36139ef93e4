"""Reads YAML files: in C where there is a reader in C, ten times as fast as the one in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Give what a file in UTF-8 holds: lists, mappings and plain values only.

    Raises:
        OSError: when there is no such file, or it may not be read.
        UnicodeDecodeError: when it is not UTF-8.
        yaml.YAMLError: when it is not YAML.
    """
    # Safe: it is the safe loader, in C where there is one.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
