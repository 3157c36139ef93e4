"""The web process, as a process."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import httpx
import pytest

from bot.web.bodies import MAX_FORM_BYTES
from tests.support.ports import free_port
from tests.web.processes import wait_until_served, web_process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(
    sqlite_url: str, tmp_path: Path, number: signal.Signals
) -> None:
    port = free_port()
    with web_process(sqlite_url, tmp_path, port) as process:
        address = wait_until_served(port, process)
        response = httpx.get(f"{address}/sign-in/a-token")
        assert response.status_code == 404
        assert "server" not in response.headers
        process.send_signal(number)
        output, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in output
    assert "a-token" not in output, "addresses hold secrets"


def test_a_body_that_is_too_large_still_gets_its_page(sqlite_url: str, tmp_path: Path) -> None:
    port = free_port()
    with web_process(sqlite_url, tmp_path, port) as process:
        address = wait_until_served(port, process)
        response = httpx.post(f"{address}/sign-out", data={"text": "a" * 8 * MAX_FORM_BYTES})
    assert response.status_code == 413
    assert "Det ble for mye på en gang" in response.text


def test_a_busy_port_is_said_in_one_sentence(sqlite_url: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with web_process(sqlite_url, tmp_path, port) as process:
            output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert output.startswith(f"Cannot serve the web pages on 127.0.0.1:{port}")
    assert "WEB_LISTEN" in output
    assert len(output.splitlines()) == 1
