"""The use cases on a real database of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import Services, build_services
from bot.services.turns import Turns
from bot.settings import Settings
from tests.support.assistants import Clock, ScriptedAssistant
from tests.support.people import NOW, Cast, cast


@pytest.fixture
def services(database_url: str, tmp_path: Path) -> Iterator[Services]:
    """Every use case, on a migrated database of the test's own."""
    built = build_services(Settings(_env_file=None, database_url=database_url, var_dir=tmp_path))
    yield built
    built.database.close()


@pytest.fixture
def people(services: Services) -> Cast:
    """Two institutions with their people."""
    return cast(services)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def turns(services: Services, assistant: ScriptedAssistant) -> Turns:
    return services.turns(assistant)
