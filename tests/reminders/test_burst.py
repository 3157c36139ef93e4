"""A burst of reminders leaves at the pace that Telegram takes, whoever sends: a short one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.reminders import send_burst
from bot.bootstrap import Services, build_services
from bot.settings import Settings


@pytest.fixture
def services(database_url: str, tmp_path: Path) -> Iterator[Services]:
    built = build_services(Settings(_env_file=None, database_url=database_url, var_dir=tmp_path))
    yield built
    built.database.close()


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_none_is_lost_and_none_is_doubled(services: Services) -> None:
    burst = send_burst(services, 60, workers=3)
    assert (burst.lost, burst.doubled) == (0, 0)
    assert len(burst.lateness) == 60
