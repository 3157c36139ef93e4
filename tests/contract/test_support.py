"""What the test run promises each test: databases and ports of its own, and no way out."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest
from sqlalchemy import text

from bot.storage.database import open_engine
from bot.storage.migrate import require_migrated
from tests.conftest import ROOT
from tests.support import network
from tests.support.ports import free_port


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_a_migrated_database_without_rows(database_url: str, turn: str) -> None:
    engine = open_engine(database_url)
    require_migrated(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM inbox")).scalar_one() == 0
        connection.execute(text("DELETE FROM inbox"))
    engine.dispose()


def test_an_empty_database_has_no_tables(empty_database_url: str) -> None:
    engine = open_engine(empty_database_url)
    with engine.connect() as connection:
        assert not engine.dialect.has_table(connection, "inbox")
    engine.dispose()


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1"])
def test_another_machine_cannot_be_reached(host: str) -> None:
    with pytest.raises(network.OutsideNetwork):
        socket.create_connection((host, 80), timeout=1)
    network._refused.clear()


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1])).close()


def test_a_port_is_given_to_one_alone() -> None:
    elsewhere = "from tests.support.ports import free_port; print(free_port())"
    given = [free_port(), free_port()]
    given += map(int, subprocess.check_output([sys.executable, "-c", elsewhere], cwd=ROOT).split())
    assert len(set(given)) == len(given)
    for port in given:
        socket.create_server(("127.0.0.1", port)).close()
