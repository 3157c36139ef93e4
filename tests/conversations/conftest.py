"""The assistant as it is trained, with its actions on a database of each test's own."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Services, build_services
from bot.settings import Settings
from tests.support.people import Cast, cast

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def agent(trained_model: Path) -> Any:
    """The assistant, loaded once: each conversation has a chat of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import skops.io  # noqa: F401 - quick only before TensorFlow, which Rasa imports
        import structlog
        from rasa.core.agent import Agent

        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
        return Agent.load(trained_model)


@pytest.fixture
def services(sqlite_url: str, tmp_path: Path) -> Iterator[Services]:
    """Every use case, on a migrated database of the test's own."""
    built = build_services(Settings(_env_file=None, database_url=sqlite_url, var_dir=tmp_path))
    yield built
    built.database.close()


@pytest.fixture
def people(services: Services) -> Cast:
    """Two institutions with their people."""
    return cast(services)


@pytest.fixture
def actions_here(agent: Any, services: Services) -> Any:
    """Our actions, at the time of the tests."""
    from tests.support.conversation import ActionsHere, our_actions

    here = ActionsHere([make(services, lambda: NOW) for make in our_actions()])
    agent.action_endpoint = here
    agent.processor.action_endpoint = here
    return here


@pytest.fixture
def talk(agent: Any, actions_here: Any, request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """Open a conversation as somebody: `talk(chat id)`."""
    from tests.support.conversation import Conversation

    return lambda chat: Conversation(agent, actions_here, chat)


@pytest.fixture
def ola(talk: Callable[[str], Any], people: Cast) -> Any:
    """A conversation with a partner."""
    return talk(f"web:{people.ola.account_id}")


@pytest.fixture
def stranger(talk: Callable[[str], Any], tmp_path: Path) -> Any:
    """A conversation with somebody nobody has invited."""
    return talk(f"terminal:{tmp_path.name[-60:]}")
