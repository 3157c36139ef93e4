"""The web process: serves the site until it is told to stop."""

from __future__ import annotations

import logging
import signal
import socket
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from bot.domain_model.errors import CannotStart

log = logging.getLogger(__name__)

_SECONDS_TO_FINISH = 15
"""How long requests that have begun may take once the process is told to stop."""


class CannotListen(CannotStart):
    """The web address of WEB_LISTEN cannot be used."""


def serve(app: ASGIApp, host: str, port: int) -> None:
    """Serve `app` until SIGTERM or SIGINT; requests that have begun are answered first.

    Raises:
        CannotListen: when the port is taken, or the address is not this machine's.
    """
    with _listen(host, port) as listener:
        config = uvicorn.Config(
            app,
            # Addresses hold sign-in tokens; an access log would keep them.
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            # There are none, and the version of websockets that Rasa pins is too old for Uvicorn.
            ws="none",
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        )
        # Uvicorn stops in good order and then raises the signal once more, for handlers that were
        # there before its own; without one, the process would end as if it had been killed.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stopped_in_good_order)
        uvicorn.Server(config).run(sockets=[listener])


def _stopped_in_good_order(_number: int, _frame: FrameType | None) -> None:
    log.info("the web process has stopped")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise CannotListen(
            f"Cannot serve the web pages on {host}:{port}: {error.strerror}. "
            "Stop what uses it, or set WEB_LISTEN to another address."
        ) from error
    return listener
