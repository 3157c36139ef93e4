"""Actions on the real use cases and a database of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import Services, build_services
from bot.settings import Settings
from tests.support.acting import Speaker
from tests.support.people import Cast, cast


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
def ola(services: Services, people: Cast) -> Speaker:
    """A partner's chat."""
    return Speaker(services, f"web:{people.ola.account_id}")


@pytest.fixture
def stranger(services: Services) -> Speaker:
    """The chat of somebody nobody has invited."""
    return Speaker(services, "telegram:99")
