"""A burst of reminders leaves at the pace that Telegram takes, whoever sends: a short one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reminders import send_burst
from bot.bootstrap import Services
from bot.settings import Settings


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings with a migrated database of the test's own, once of each kind."""
    return Settings(_env_file=None, database_url=database_url, var_dir=tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_none_is_lost_and_none_is_doubled(services: Services) -> None:
    burst = send_burst(services, 60, workers=3)
    assert (burst.lost, burst.doubled) == (0, 0)
    assert len(burst.lateness) == 60
