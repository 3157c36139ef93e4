"""Waiting for a web process."""

from __future__ import annotations

import socket
import subprocess
import time

import httpx

_SECONDS_TO_START = 60


def free_port() -> int:
    """A port that nothing listens on right now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def wait_until_served(port: int, process: subprocess.Popen[str]) -> str:
    """Give the address of the site once it answers."""
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()[0]
        try:
            httpx.get(f"{address}/health")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return address
    raise AssertionError("the web process does not answer")
