"""What most tests of use cases stand on: the use cases, their people, a clock, an assistant.

A folder whose tests need other settings has a fixture `settings` of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import Services, build_services
from bot.settings import Settings
from tests.support.assistants import Clock, ScriptedAssistant
from tests.support.people import NOW, Cast, cast


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """Settings with a migrated SQLite database of the test's own."""
    return Settings(_env_file=None, database_url=sqlite_url, var_dir=tmp_path)


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    """Every use case."""
    built = build_services(settings)
    yield built
    built.database.close()


@pytest.fixture
def people(services: Services) -> Cast:
    """Two institutions with their people."""
    return cast(services)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock(NOW)


@pytest.fixture
def assistant() -> ScriptedAssistant:
    """An assistant without Rasa."""
    return ScriptedAssistant()
