"""The use cases on a real database of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import Services
from bot.services.turns import Turns
from bot.settings import Settings
from tests.support.assistants import ScriptedAssistant


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings with a migrated database of the test's own, once of each kind."""
    return Settings(_env_file=None, database_url=database_url, var_dir=tmp_path)


@pytest.fixture
def turns(services: Services, assistant: ScriptedAssistant) -> Turns:
    return services.turns(assistant)
