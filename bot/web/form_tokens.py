"""The hidden field that shows that a form came from our own page, shown to this browser."""

from __future__ import annotations

import hashlib
import hmac

from bot.domain_model.errors import RefleksError

FIELD = "form_token"


class ForgedForm(RefleksError):
    """The form is not from our page in this browser, or the browser has signed in anew since."""


def form_token(key: bytes, browser_secret: str) -> str:
    """Make the field's value for a browser."""
    return hmac.new(key, b"form:" + browser_secret.encode(), hashlib.sha256).hexdigest()


def check_form_token(key: bytes, browser_secret: str, given: str) -> None:
    """Accept a form of our own page in this browser.

    Raises:
        ForgedForm: when it is any other.
    """
    expected = form_token(key, browser_secret)
    # Bytes, because compare_digest refuses text that is not ASCII.
    if not browser_secret or not hmac.compare_digest(expected.encode(), given.encode()):
        raise ForgedForm
