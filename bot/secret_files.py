"""Secrets that nobody set: made up once, and kept in files that only their owner can read."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from bot.domain_model.errors import CannotStart


class SecretNotKept(CannotStart):
    """A secret can be neither read nor kept."""


def kept_secret(path: Path) -> str:
    """Read the secret in `path`; make one up when there is none.

    Several processes may ask at once on a first start: the file appears whole, so that all of
    them read the same one.

    Raises:
        SecretNotKept: when it can be neither read nor kept.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _create(path, secrets.token_urlsafe(32))
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SecretNotKept(f"Cannot keep a secret in {path}: {error.strerror}") from error


def _create(path: Path, secret: str) -> None:
    # Written aside and linked into place: a link, unlike a rename, never replaces what another
    # process has put there first, and nobody reads half a file.
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret)
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        Path(draft).unlink()
