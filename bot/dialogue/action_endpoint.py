"""The way from Rasa to our actions, watched.

Rasa goes on when an action breaks, as if it had run and done nothing. For an action that saves,
the outcome slot tells; but when a form's check breaks, Rasa may take the form for finished. So
the turn needs to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from rasa.shared.utils.io import read_config_file
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

_SECONDS_FOR_AN_ACTION = 60
_REJECTED = 400
"""Rasa's code for an action that declines to run: that is an answer."""

_broken: ContextVar[list[str]] = ContextVar("broken")


@contextmanager
def watched_actions() -> Iterator[list[str]]:
    """Collect the names of the actions that break within the block."""
    names: list[str] = []
    reset = _broken.set(names)
    try:
        yield names
    finally:
        _broken.reset(reset)


class WatchedEndpoint(EndpointConfig):
    """Where actions are run."""

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Ask for an action to be run, and note its name when that fails."""
        kwargs["timeout"] = _SECONDS_FOR_AN_ACTION
        try:
            return await super().request(*args, **kwargs)
        except Exception as error:
            if not (isinstance(error, ClientResponseError) and error.status == _REJECTED):
                _note(str(kwargs.get("json", {}).get("next_action")))
            raise


def _note(name: str) -> None:
    names = _broken.get(None)
    if names is not None:
        names.append(name)


def read_action_endpoint(endpoints: Path) -> WatchedEndpoint:
    """Read where `endpoints.yml` says that actions are run."""
    return WatchedEndpoint(**read_config_file(endpoints)["action_endpoint"])
