"""Keeps the test process on this machine: a forgotten fake fails at once instead of calling."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator

import pytest

_LOCAL_NAMES = {None, "", "localhost"}
_refused: list[str] = []


class OutsideNetwork(RuntimeError):
    """A test tried to reach another machine."""


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str):
        return host in _LOCAL_NAMES
    if host in _LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _audit(event: str, args: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        family, address = getattr(args[0], "family", None), args[1]
        if family not in {socket.AF_INET, socket.AF_INET6} or not isinstance(address, tuple):
            return
        host = address[0]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = args[0]
    else:
        return
    if not _is_local(host):
        _refused.append(f"{event} {host!r}")
        raise OutsideNetwork(f"{event} {host!r}: tests talk only with this machine")


def pytest_configure() -> None:
    """Listen to every socket call of this process from now on; there is no way to stop it."""
    sys.addaudithook(_audit)


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Iterator[None]:
    _refused.clear()
    yield
    # Code with a retry loop may have swallowed the exception.
    assert not _refused, "tests talk only with this machine"
