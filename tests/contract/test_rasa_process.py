"""The Rasa process as a process: what it needs, how it starts, stops and survives."""

from __future__ import annotations

import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url

from tests.support.ports import free_port, is_free
from tests.support.tiny_assistant import ROOT, TINY, TOKEN, serving

pytestmark = pytest.mark.slow


def command(root: Path, port: int, database: Path) -> list[str]:
    """What starts a process that is expected to give up."""
    process = [sys.executable, "-m", "tests.support.tiny_server", str(root), str(port)]
    return [*process, "--token", TOKEN, "--database", f"sqlite:///{database}"]


def start(root: Path, port: int, database: Path) -> subprocess.CompletedProcess[str]:
    """Start such a process, and wait for its end."""
    return subprocess.run(
        command(root, port, database),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def busy(port: int) -> str:
    """What the process says when another program listens on its port."""
    return (
        f"Error: The Rasa process cannot use 127.0.0.1:{port}: another program listens there. "
        "Stop it, or set RASA_URL to another port.\n"
    )


def test_a_busy_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        ended = start(tmp_path, port, tmp_path / "refleks.db")
    assert ended.returncode == 1
    assert ended.stderr == busy(port)


def test_a_port_that_another_took_while_the_model_was_loaded_is_told_too(
    tiny_root: Path, tmp_path: Path
) -> None:
    port = free_port()
    with subprocess.Popen(
        command(tiny_root, port, tmp_path / "refleks.db"),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            while is_free(port) and process.poll() is None:
                threading.Event().wait(0.05)
            with socket.create_server(("127.0.0.1", port)):
                _, said = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 1
    assert said.endswith(busy(port))


def test_a_missing_model_is_told_in_one_sentence(tmp_path: Path) -> None:
    ended = start(tmp_path, free_port(), tmp_path / "refleks.db")
    assert ended.returncode == 1
    assert ended.stderr == ("Error: There is no trained model in models/. Run «make train».\n")


def test_a_broken_model_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "half.tar.gz").write_bytes(b"\x1f\x8bhalf a model")
    shutil.copy(ROOT / "endpoints.yml", tmp_path)
    shutil.copytree(TINY / "knowledge", tmp_path / "data" / "knowledge")
    ended = start(tmp_path, free_port(), tmp_path / "refleks.db")
    assert ended.returncode == 1
    assert ended.stderr == ("Error: The model half.tar.gz cannot be loaded. Run «make train».\n")


def test_a_stopped_process_finishes_its_turn_and_remembers_the_conversation(
    tiny_root: Path, tmp_path: Path, sqlite_url: str
) -> None:
    with serving(tiny_root, tmp_path, sqlite_url) as server:
        assert server.texts("anne", "1", "logg") == ["Hva skjedde?"]
        answers: list[list[str]] = []
        turn = threading.Thread(
            target=lambda: answers.append(server.texts("anne", "2", "lagre treg"))
        )
        turn.start()
        while not server.saves.with_name("begun").exists() and turn.is_alive():
            server.client.get("/webhooks/refleks/ready")
        server.process.send_signal(signal.SIGTERM)
        turn.join()
        assert server.process.wait(30) == 0
        assert answers == [["Lagret.", "Hva skjedde?"]]
        log = server.log.read_text()
        assert "Traceback" not in log
        assert "Warning" not in log
    with serving(tiny_root, tmp_path, sqlite_url) as server:
        assert server.texts("anne", "2", "lagre treg") == answers[0]
        assert server.texts("anne", "3", "møte") == ["Hva virket?"]


def test_a_killed_process_has_kept_every_answered_turn(
    tiny_root: Path, tmp_path: Path, sqlite_url: str
) -> None:
    with serving(tiny_root, tmp_path, sqlite_url) as server:
        assert server.texts("anne", "1", "logg") == ["Hva skjedde?"]
        server.process.kill()
        server.process.wait(30)
    with serving(tiny_root, tmp_path, sqlite_url) as server:
        assert server.texts("anne", "1", "logg") == ["Hva skjedde?"]
        assert server.texts("anne", "2", "møte") == ["Hva virket?"]


def test_a_turn_fails_while_the_database_is_down_and_works_afterwards(
    tiny_root: Path, tmp_path: Path, sqlite_url: str
) -> None:
    database = make_url(sqlite_url).database or ""
    with serving(tiny_root, tmp_path, sqlite_url) as server:
        assert server.texts("anne", "1", "hei") == ["Hallo."]
        with sqlite3.connect(database) as connection:
            connection.execute("ALTER TABLE conversation_event RENAME TO away")
        response = server.turn("anne", "2", "lagre")
        assert response.status_code == 500
        assert response.json().keys() == {"reference"}
        assert response.json()["reference"] in server.log.read_text()
        with sqlite3.connect(database) as connection:
            connection.execute("ALTER TABLE away RENAME TO conversation_event")
        assert server.texts("anne", "2", "lagre") == ["Lagret."]


def test_actions_can_be_served_apart(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "rasa", "run", "actions", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--actions", "tests.support.tiny_actions"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            transport = httpx.HTTPTransport(retries=8)
            with httpx.Client(transport=transport, trust_env=False) as client:
                actions = client.get(f"http://127.0.0.1:{port}/actions").json()
        finally:
            process.terminate()
    assert {"name": "action_save"} in actions
