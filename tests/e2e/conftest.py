"""Refleks with its real processes, against the fake Bot API server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain_model.actors import Actor
from tests.e2e.harness import Refleks
from tests.fakes.bot_api import FakeTelegram, running_bot_api


@pytest.fixture(scope="module")
def telegram() -> Iterator[FakeTelegram]:
    with running_bot_api() as fake:
        yield fake


@pytest.fixture(scope="module")
def refleks(
    tmp_path_factory: pytest.TempPathFactory, telegram: FakeTelegram, trained_model: Path
) -> Iterator[Refleks]:
    """All three processes, on a SQLite database of the module's own."""
    assert trained_model.is_file()
    folder = tmp_path_factory.mktemp("refleks")
    with Refleks.running(folder, f"sqlite:///{folder / 'refleks.db'}", telegram) as running:
        yield running


@pytest.fixture(scope="module")
def coordinator(refleks: Refleks) -> Actor:
    now = datetime.now(UTC)
    return refleks.services.partners.add_coordinator("HVL", "Kari Nordmann", at=now).account.actor
