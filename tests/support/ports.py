"""Ports for the processes that tests start."""

from __future__ import annotations

import atexit
import errno
import socket

_PORTS = range(20_000, 30_000)
"""Below those that Linux gives to whoever asks for any port, and to those who connect."""


def free_port() -> int:
    """Find a TCP port that nothing listens on and no other caller is given while this run lasts.

    A process takes seconds until it listens. Meanwhile the UDP port of the same number, which
    nothing here uses, tells the callers in other processes that the port is given away.

    Raises:
        RuntimeError: when none is left.
    """
    for port in _PORTS:
        reservation = _bound(port, socket.SOCK_DGRAM)
        if reservation is None:
            continue
        if not is_free(port):
            reservation.close()
            continue
        atexit.register(reservation.close)
        return port
    raise RuntimeError(f"no port of {_PORTS} is free")


def is_free(port: int) -> bool:
    """Tell whether no process has bound this TCP port, whether it listens yet or not."""
    listener = _bound(port, socket.SOCK_STREAM)
    if listener is None:
        return False
    listener.close()
    return True


def _bound(port: int, kind: socket.SocketKind) -> socket.socket | None:
    candidate = socket.socket(socket.AF_INET, kind)
    try:
        candidate.bind(("127.0.0.1", port))
    except OSError as error:
        candidate.close()
        if error.errno != errno.EADDRINUSE:
            raise
        return None
    return candidate
