"""Fixtures: a small trained assistant, and the real Rasa process that serves it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
TINY = Path(__file__).parent / "tiny"
TOKEN = "a-token-for-tests-only"
_START_SECONDS = 90


@dataclass
class TinyServer:
    """A running Rasa process."""

    process: subprocess.Popen[str]
    client: httpx.Client
    saves: Path
    log: Path

    def turn(self, sender: str, message: str, text: str | None = None, **fields: Any) -> Any:
        """Post one turn and give the response."""
        body = {
            "sender_id": sender,
            "message_id": message,
            "sent_at": "2026-11-20T10:00:00+00:00",
            **({"text": text} if text is not None else {}),
            **fields,
        }
        return self.client.post("/webhooks/refleks/turns", json=body)

    def texts(
        self, sender: str, message: str, text: str | None = None, **fields: Any
    ) -> list[str]:
        """Post one turn and give the texts of its replies."""
        response = self.turn(sender, message, text, **fields)
        assert response.status_code == 200, response.text
        return [reply["text"] for reply in response.json()["replies"]]

    def saved(self, sender: str) -> int:
        """Count how often the action has saved something for this sender."""
        lines = self.saves.read_text().splitlines() if self.saves.exists() else []
        return lines.count(sender)


@pytest.fixture(scope="session")
def tiny_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the repository's root, with a trained tiny assistant."""
    root = tmp_path_factory.mktemp("tiny")
    shutil.copy(ROOT / "endpoints.yml", root)
    shutil.copytree(TINY / "knowledge", root / "data" / "knowledge")
    program = (
        "import sys, rasa.model_training as training;"
        "training.train(sys.argv[1] + '/domain.yml', sys.argv[1] + '/config.yml',"
        " [sys.argv[1] + '/data'], output=sys.argv[2], fixed_model_name='tiny')"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(TINY), str(root / "models")],
        check=True,
        cwd=root,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false"},
        capture_output=True,
        timeout=110,
    )
    return root


@contextmanager
def serving(root: Path, folder: Path, database_url: str, *extra: str) -> Iterator[TinyServer]:
    """Serve the assistant in `root`; what it writes goes to `folder`."""
    port = free_port()
    command = [sys.executable, "-m", "tests.support.tiny_server", str(root), str(port)]
    command += ["--token", TOKEN, "--database", database_url, *extra]
    log, saves = folder / "rasa.log", folder / "saves"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "TINY_SAVES": str(saves)},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    headers = {"X-Refleks-Token": TOKEN}
    base = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=base, headers=headers, timeout=30, trust_env=False) as client:
        try:
            _wait_until_ready(process, client, log)
            yield TinyServer(process, client, saves, log)
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_ready(process: subprocess.Popen[str], client: httpx.Client, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if client.get("/webhooks/refleks/ready").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(f"the Rasa process did not come up:\n{log.read_text()}")


@pytest.fixture(scope="session")
def tiny_server(
    tiny_root: Path, _migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TinyServer]:
    """One running Rasa process for every test that gives its senders names of their own."""
    folder = tmp_path_factory.mktemp("tiny_server")
    database = folder / "refleks.db"
    shutil.copy(_migrated_sqlite, database)
    with serving(tiny_root, folder, f"sqlite:///{database}") as server:
        yield server
