"""Which names the site answers to.

A page of somebody else's whose name suddenly points at this machine (DNS rebinding) would read
ours as its own. That takes a name: an address in numbers is always safe.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request

from bot.domain_model.errors import RefleksError
from bot.settings import Settings


class UnknownHost(RefleksError):
    """The request is for another site's name. Set PUBLIC_URL to the address that people open."""


class KnownHosts:
    """The names and addresses that are ours."""

    def __init__(self, settings: Settings) -> None:
        """Answer to the address that people open, and to the one that is listened on."""
        public = urlsplit(settings.public_address).hostname
        self._names = {"localhost", settings.web_address[0].lower(), public}

    def check(self, request: Request) -> None:
        """Accept a request for one of ours.

        Raises:
            UnknownHost: when it is for any other.
        """
        host = _name_in(request.headers.get("host", ""))
        if host not in self._names and not _is_address(host):
            raise UnknownHost


def _name_in(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
