"""Calendars are fetched from public https servers, and never from our own network."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot import calendar_download
from bot.calendar_download import CalendarDownload, is_public
from bot.domain_model.imports import MAX_BYTES, CalendarTooLarge
from bot.services.ports.imports import AddressNotAllowed, CalendarGone, CalendarUnreachable

CONTENT = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/drip":
            self._drip()
            return
        answers: dict[str, tuple[int, dict[str, str], bytes]] = {
            "/ola.ics": (200, {"ETag": '"1"'}, CONTENT),
            "/moved": (302, {"Location": "/ola.ics"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/inwards": (302, {"Location": "file:///etc/passwd"}, b""),
            "/large": (200, {}, b"x" * (MAX_BYTES + 1)),
            "/broken": (500, {}, b""),
        }
        status, headers, body = answers.get(self.path, (404, {}, b""))
        if self.headers.get("If-None-Match") == '"1"':
            status, body = 304, b""
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        """Send headers without end, until the other side hangs up."""
        self.close_connection = True
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while True:
                self.wfile.write(b"x")
                self.wfile.flush()
                self.server.gone.wait(0.02)  # type: ignore[attr-defined]  # see `server`

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.gone = threading.Event()  # type: ignore[attr-defined]  # paces what drips
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_calendar_is_fetched_and_then_only_when_it_is_new(server: str) -> None:
    download = CalendarDownload(anywhere=True)
    first = download.fetch(f"{server}/moved", None)
    assert (first.content, first.etag) == (CONTENT, '"1"')
    again = download.fetch(f"{server}/ola.ics", first.etag)
    assert (again.content, again.etag) == (None, '"1"')


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/round", CalendarUnreachable),
        ("/inwards", AddressNotAllowed),
        ("/large", CalendarTooLarge),
        ("/broken", CalendarUnreachable),
        ("/nothing", CalendarGone),
    ],
)
def test_what_cannot_be_fetched_has_a_name(server: str, path: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        CalendarDownload(anywhere=True).fetch(server + path, None)


def test_a_server_that_never_ends_is_left(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_download, "_WITHIN", 0.3)
    with pytest.raises(CalendarUnreachable):
        CalendarDownload(anywhere=True).fetch(f"{server}/drip", None)


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(CalendarUnreachable):
        CalendarDownload(anywhere=True).fetch("http://127.0.0.1:1/x", None)


@pytest.mark.parametrize("address", ["https://127.0.0.1/x", "https://localhost/x"])
def test_this_machine_is_not_asked(address: str) -> None:
    with pytest.raises(AddressNotAllowed):
        CalendarDownload().fetch(address, None)


def test_one_private_address_among_several_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("93.184.215.14", "10.0.0.7")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(AddressNotAllowed):
        CalendarDownload().fetch("https://calendar.example/x", None)


@pytest.mark.parametrize(
    "address",
    [
        "http://calendar.example/x",
        "ftp://calendar.example/x",
        "https://user:word@calendar.example/x",
        "https://calendar.example:8443/x",
        "https://calendar.example:x/",
        "https:///x",
        "https://calendar.example/a b",
        "https://calendar.example/" + "x" * 2_000,
        "hei",
        "",
    ],
)
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(AddressNotAllowed):
        CalendarDownload().check(address)


def test_webcal_is_https() -> None:
    given = CalendarDownload().check(" webcal://calendar.example/x.ics?key=1#top ")
    assert given == "https://calendar.example/x.ics?key=1"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2a00:1450:400f::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
