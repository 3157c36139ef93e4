"""Starts the Rasa server: one process, one worker, our channel and nothing else."""

from __future__ import annotations

import errno
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.dialogue.quiet import quiet_imports, quiet_logs
from bot.domain_model.errors import CannotStart
from bot.knowledge import load_knowledge
from bot.services.ports.memory import Memory
from bot.swift_start import swift_start
from bot.texts import Texts

if TYPE_CHECKING:
    from sanic import Sanic

log = logging.getLogger(__name__)


class CannotListen(CannotStart):
    """The Rasa process cannot listen on its address."""


class NoModel(CannotStart):
    """There is no trained model in models/. Run «make train»."""


class BadModel(CannotStart):
    """The trained model cannot be loaded. Run «make train»."""


@dataclass(frozen=True)
class RasaServer:
    """All that the Rasa process is made of."""

    listen: tuple[str, int]
    rasa_url: str
    """How the server reaches itself, to run actions."""
    token: str
    memory: Memory
    texts: Texts
    root: Path
    """The folder that holds `endpoints.yml`, `models/` and `data/knowledge/`."""
    redis_url: str | None = None
    actions: str = "actions"
    """The package with the actions."""


def serve(server: RasaServer) -> None:
    """Serve the newest model until SIGTERM or SIGINT; turns that are under way are finished.

    Raises:
        CannotListen: when the address is not to be had.
        NoModel: when nothing was trained.
        BadModel: when the model cannot be loaded.
        BadKnowledge: when `data/knowledge/` cannot be used.
    """
    # First, as they take no time: Rasa takes seconds to import.
    listener = _bound(*server.listen)
    model = newest_model(server.root / "models")
    with swift_start():
        _prepare(server)
        app = _make_app(server, model)
    # Sanic would serve nobody, and say nothing, where another program listens there by now.
    with _telling_why(*server.listen):
        listener.listen()
    app.run(sock=listener, workers=1, access_log=False, motd=False)


def newest_model(folder: Path) -> Path:
    """Find the newest trained model.

    Raises:
        NoModel: when there is none.
    """
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise NoModel
    return models[-1]


def _bound(host: str, port: int) -> socket.socket:
    """Not listening yet, so that callers are turned away until we can answer."""
    with _telling_why(host, port):
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        return listener


@contextmanager
def _telling_why(host: str, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            why = "another program listens there. Stop it, or set RASA_URL to another port."
        else:
            why = f"{error.strerror or error}. Set RASA_URL to an address of this machine."
        raise CannotListen(f"The Rasa process cannot use {host}:{port}: {why}") from error


def _prepare(server: RasaServer) -> None:
    # Rasa replaces these names in endpoints.yml, and reads the others when it is imported.
    os.environ["RASA_URL"] = server.rasa_url
    os.environ["RASA_TOKEN"] = server.token
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    quiet_logs()
    with quiet_imports():
        import rasa.core.agent  # noqa: F401


def _make_app(server: RasaServer, model: Path) -> Sanic:
    from bot.dialogue.action_route import ActionRoute
    from bot.dialogue.agent import load_agent
    from bot.dialogue.application import make_app
    from bot.dialogue.channel import RefleksChannel
    from bot.dialogue.replies import ReplyRenderer
    from bot.dialogue.tracker_store import FlatTrackerStore

    store = FlatTrackerStore(server.memory)
    renderer = ReplyRenderer(load_knowledge(server.root / "data" / "knowledge"), server.texts)
    actions = ActionRoute(server.actions)
    channel = RefleksChannel(server.token, store, renderer, actions)
    try:
        agent = load_agent(model, store, server.root / "endpoints.yml", server.redis_url)
    except Exception as error:
        raise BadModel(f"The model {model.name} cannot be loaded. Run «make train».") from error
    return make_app(agent, channel)
