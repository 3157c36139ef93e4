"""Fetches calendars from addresses that people gave: from public https servers and nowhere else.

A server of ours must not be made to call others on its own network. So every name is resolved
here, every address that it has must be public, and the connection is made to the very address
that was checked; each redirect is treated the same.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urljoin, urlsplit, urlunsplit

from bot.domain_model.imports import MAX_BYTES, CalendarTooLarge
from bot.services.ports.imports import (
    AddressNotAllowed,
    CalendarGone,
    CalendarUnreachable,
    Fetched,
)

_CONNECT_WITHIN = 5.0
_WITHIN = 15.0
"""Seconds for one calendar, redirects and all."""
_REDIRECTS = 3
_CHUNK = 64 * 1024
_LONGEST_ADDRESS = 2_000


class CalendarDownload:
    """Fetches over https; `anywhere` also allows http and private networks."""

    def __init__(
        self, *, anywhere: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Allow public addresses only, unless `anywhere`."""
        self._anywhere = anywhere
        self._clock = clock

    def check(self, address: str) -> str:
        """Give the address as it is fetched; raise AddressNotAllowed when it may not be.

        «webcal» is how calendar programs write https.
        """
        told = address.strip()
        if told.lower().startswith("webcal://"):
            told = "https://" + told[len("webcal://") :]
        try:
            parts = urlsplit(told)
            port = parts.port
        except ValueError:
            raise AddressNotAllowed from None
        schemes = {"https", "http"} if self._anywhere else {"https"}
        right = parts.scheme in schemes and parts.hostname and not parts.username
        usual = self._anywhere or port in (None, 443)
        if not right or not usual or len(told) > _LONGEST_ADDRESS or not told.isascii():
            raise AddressNotAllowed
        if any(character <= " " for character in told):
            raise AddressNotAllowed
        return urlunsplit(parts._replace(fragment=""))

    def fetch(self, address: str, etag: str | None) -> Fetched:
        """Fetch a calendar.

        Raises:
            AddressNotAllowed: when the address, or one that it leads to, is not public.
            CalendarGone: when it is not there any more.
            CalendarTooLarge: when it is too large.
            CalendarUnreachable: when it could not be fetched.
        """
        deadline = self._clock() + _WITHIN
        try:
            for _ in range(_REDIRECTS + 1):
                answer = self._ask(self.check(address), etag, deadline)
                if isinstance(answer, Fetched):
                    return answer
                address = answer
        except (OSError, http.client.HTTPException) as error:
            raise CalendarUnreachable from error
        raise CalendarUnreachable

    def _ask(self, address: str, etag: str | None, deadline: float) -> Fetched | str:
        """Ask once; give what came, or the address that it leads to."""
        connection = self._connect(address)
        # A server that sends a byte now and then would never run into a timeout of its own.
        watch = threading.Timer(deadline - self._clock(), _hang_up, [connection.sock])
        watch.daemon = True
        watch.start()
        try:
            parts = urlsplit(address)
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            headers = {"Accept": "text/calendar, */*;q=0.1", "User-Agent": "Refleks"}
            connection.request("GET", path, headers=headers | _only_if_new(etag))
            response = connection.getresponse()
            if response.status in (301, 302, 303, 307, 308):
                return urljoin(address, response.headers.get("Location", ""))
            if response.status == 304:
                return Fetched(None, etag)
            if response.status in (404, 410):
                raise CalendarGone
            if response.status != 200:
                raise CalendarUnreachable
            return Fetched(self._read(response, deadline), response.headers.get("ETag"))
        finally:
            watch.cancel()
            connection.close()

    def _read(self, response: http.client.HTTPResponse, deadline: float) -> bytes:
        content = bytearray()
        while chunk := response.read1(_CHUNK):
            content += chunk
            if len(content) > MAX_BYTES:
                raise CalendarTooLarge
        if self._clock() >= deadline:
            raise CalendarUnreachable  # what came was broken off
        return bytes(content)

    def _connect(self, address: str) -> http.client.HTTPConnection:
        parts = urlsplit(address)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        reached = _reach(self._resolve(host, port), port)
        # The connection is there already; the object only speaks HTTP over it.
        connection = http.client.HTTPConnection(host, port)
        try:
            if parts.scheme == "https":
                context = ssl.create_default_context()
                reached = context.wrap_socket(reached, server_hostname=host)
        except OSError:
            reached.close()
            raise
        connection.sock = reached
        return connection

    def _resolve(self, host: str, port: int) -> list[str]:
        """Give the addresses of a name, the best first."""
        told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(str(entry[4][0]) for entry in told))
        if not self._anywhere and not all(map(is_public, found)):
            raise AddressNotAllowed
        return found


def _reach(addresses: list[str], port: int) -> socket.socket:
    """Connect to the first of these that answers."""
    for number, address in enumerate(addresses, start=1):
        try:
            return socket.create_connection((address, port), _CONNECT_WITHIN)
        except OSError:
            if number == len(addresses):
                raise
    raise CalendarUnreachable


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the internet's, also when it is wrapped in IPv6."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo or (None, None))[1]
        if inner is not None:
            return is_public(str(inner))
        if parsed in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
    return parsed.is_global and not parsed.is_multicast


def _hang_up(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _only_if_new(etag: str | None) -> dict[str, str]:
    plain = etag and etag.isascii() and etag.isprintable()
    return {"If-None-Match": etag} if etag and plain else {}
