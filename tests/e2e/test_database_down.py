"""The database is stopped in the middle of a form and started again: nothing lost, all said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.e2e.harness import Refleks, wait_for
from tests.e2e.people import InTelegram
from tests.fakes.bot_api import FakeTelegram
from tests.support.postgres import PostgresServer, running_postgres

pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL of this module's own, which it may stop."""
    with running_postgres() as running:
        yield running


@pytest.fixture(scope="module")
def on_postgres(
    tmp_path_factory: pytest.TempPathFactory,
    server: PostgresServer,
    telegram: FakeTelegram,
    trained_model: Path,
) -> Iterator[Refleks]:
    """All three processes on that server."""
    assert trained_model.is_file()
    url = server.url(server.create_database())
    with Refleks.running(tmp_path_factory.mktemp("refleks"), url, telegram) as running:
        yield running


def test_a_form_goes_on_when_the_database_is_back(
    on_postgres: Refleks, server: PostgresServer
) -> None:
    now = datetime.now(UTC)
    coordinator = on_postgres.services.partners.add_coordinator("HVL", "Kari", at=now)
    partner = InTelegram(on_postgres, coordinator.account.actor)
    partner.says("logg refleksjon")
    partner.says("Åsveien skole")
    said = len(partner.messages())

    server.stop()
    partner.writes("Gruppene kom godt i gang.")
    wait_for(lambda: "database" in on_postgres.log("bot"), "the bot process to notice")
    down = httpx.get(f"{on_postgres.web_url}/health", trust_env=False)
    assert down.status_code == 503
    assert len(partner.messages()) == said

    server.start()
    partner.read(said)
    for _ in range(3):
        partner.presses("Hopp over")
    partner.presses("Min institusjon")
    [saved] = partner.presses("Lagre")
    assert saved.text.startswith("Lagret.")
    assert on_postgres.rows(
        "SELECT happened, sharing FROM reflection WHERE partner_id = :partner",
        partner=partner.partner_id,
    ) == [("Gruppene kom godt i gang.", "institution")]
