"""Our processes' own secrets, as they are set.

Those that nobody set are made up once, and kept in files that only their owner can read.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from bot.domain_model.errors import CannotStart
from bot.settings import Settings


class SecretNotKept(CannotStart):
    """A secret can be neither read nor kept."""


def rasa_token(settings: Settings) -> str:
    """Give the secret between our processes and Rasa: RASA_TOKEN, or one kept in `var_dir`.

    Raises:
        SecretNotKept: when that can be neither read nor kept.
    """
    if settings.rasa_token is not None:
        return settings.rasa_token.get_secret_value()
    return kept_secret(settings.var_dir / "rasa_token")


def secret_key(settings: Settings) -> str:
    """Give the key that forms are signed with: SECRET_KEY, or one kept in `var_dir`.

    Raises:
        SecretNotKept: when that can be neither read nor kept.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    return kept_secret(settings.var_dir / "secret_key")


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
