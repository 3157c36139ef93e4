"""Secrets that are handed out once; only their digests are kept."""

from __future__ import annotations

import hashlib
import secrets

_BYTES = 24
"""192 bits, as 32 characters of A–Z a–z 0–9 _ -: fits a Telegram deep link (64 characters)."""


def new_token() -> str:
    """Make a secret that nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(token: str) -> str:
    """Give what is kept of a secret. It is random and long, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
