"""The assistant as it is trained, with its actions on a database of each test's own."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Services
from tests.support.people import Cast


@pytest.fixture(scope="session")
def agent(trained_model: Path) -> Any:
    """The assistant, loaded once: each conversation has a chat of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import structlog

        from bot.dialogue.agent import CandidAgent

        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
        return CandidAgent.load(trained_model)


@pytest.fixture
def assistant(agent: Any, services: Services) -> Any:
    """The assistant on this test's database."""
    from tests.support.conversation import Assistant

    return Assistant(agent, services)


@pytest.fixture
def talk(assistant: Any) -> Callable[[str], Any]:
    """Open a conversation as somebody: `talk(chat id)`."""
    from tests.support.conversation import Conversation

    return lambda chat: Conversation(assistant, chat)


@pytest.fixture
def ola(talk: Callable[[str], Any], people: Cast) -> Any:
    """A conversation with a partner."""
    return talk(f"web:{people.ola.account_id}")


@pytest.fixture
def stranger(talk: Callable[[str], Any], tmp_path: Path) -> Any:
    """A conversation with somebody nobody has invited."""
    return talk(f"terminal:{tmp_path.name[-60:]}")
