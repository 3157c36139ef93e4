"""What the repository consists of: the files that git keeps, or would keep."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from tests.conftest import ROOT


@cache
def repository_files() -> tuple[Path, ...]:
    """List the repository's files, as paths relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = (name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(Path(name) for name in names if (ROOT / name).is_file()))


def text_of(path: Path) -> str:
    """Read a text file of the repository; empty for a picture and the like."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
