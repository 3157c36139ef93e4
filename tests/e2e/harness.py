"""Refleks as it runs: its real processes on a database of their own, and ways to hurt them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Self

import httpx
from sqlalchemy import text

from bot.bootstrap import Services, build_services
from bot.dialogue.client import RasaAssistant
from bot.secret_files import rasa_token
from bot.settings import Settings
from bot.storage.migrate import migrate
from tests.fakes.bot_api import FakeTelegram
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
NAMES = ("rasa", "bot", "web")
PATIENCE = 90.0


def wait_for(condition: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """Give the first true value of `condition`; fail with `what` when there is none in time."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain for {what}"
        pause.wait(0.05)


@dataclass
class Refleks:
    """All processes of one installation; each can be killed and started again."""

    folder: Path
    database_url: str
    telegram: FakeTelegram
    extra: dict[str, str] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.web_url = f"http://127.0.0.1:{free_port()}"
        self.rasa_url = f"http://127.0.0.1:{free_port()}"
        self.settings = Settings(
            _env_file=None, var_dir=self.folder, database_url=self.database_url,
            rasa_url=self.rasa_url, web_listen=self.web_url.removeprefix("http://"),
        )  # fmt: skip
        self.services: Services = build_services(self.settings)
        migrate(self.services.database.engine)
        self._assistant = RasaAssistant(self.rasa_url, rasa_token(self.settings))

    @classmethod
    @contextmanager
    def running(cls, folder: Path, database_url: str, telegram: FakeTelegram) -> Iterator[Self]:
        """Run all three processes; they end well, or are killed after a failure."""
        refleks = cls(folder, database_url, telegram)
        try:
            refleks.start()
            refleks.wait_ready()
            yield refleks
            assert refleks.stop() == {"rasa": 0, "bot": 0, "web": 0}
        finally:
            for name in list(refleks.processes):
                refleks.kill(name)
            refleks._assistant.close()
            refleks.services.database.close()

    @property
    def environment(self) -> dict[str, str]:
        """The settings of the processes, and nothing else of this machine's."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "RASA_URL": self.rasa_url,
            "WEB_LISTEN": self.web_url.removeprefix("http://"),
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "LOG_LEVEL": "INFO",
            **self.extra,
        }

    def log(self, name: str) -> str:
        """Read what a process has said."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def start(self, *names: str) -> None:
        """Start processes; return at once."""
        for name in names or NAMES:
            with (self.folder / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    [sys.executable, "-m", "bot.cli", "run", name],
                    cwd=self.folder,  # no developer's own .env
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )

    def ready(self, name: str) -> bool:
        """Tell whether a process does its work now; fail when it has ended."""
        if name in self.processes:
            code = self.processes[name].poll()
            assert code is None, f"{name} ended with {code}: {self.log(name)}"
        if name == "rasa":
            return self._assistant.is_ready()
        if name == "bot":
            return bool(self.telegram.look("pollers"))
        try:
            return httpx.get(f"{self.web_url}/health", trust_env=False).is_success
        except httpx.TransportError:
            return False

    def wait_ready(self, *names: str) -> None:
        """Wait until processes do their work."""
        for name in names or NAMES:
            wait_for(partial(self.ready, name), f"{name} to be ready")

    def kill(self, name: str) -> None:
        """End a process at once, as a power cut does."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)

    def stop(self) -> dict[str, int]:
        """Ask every process to stop; give their exit codes."""
        for process in self.processes.values():
            process.terminate()
        codes = {name: process.wait(PATIENCE) for name, process in self.processes.items()}
        self.processes.clear()
        return codes

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        """Ask the database itself."""
        with self.services.database.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]
