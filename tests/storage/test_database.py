"""The engine refuses what it does not know, waits for locks, and names what is out of reach."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.domain_model.errors import StorageUnavailable
from bot.storage import tables
from bot.storage.database import BadDatabaseUrl, Database, open_engine, storage_errors

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://a/b", "sqlite+aiosqlite:///x"])
def test_an_unknown_database_is_refused(url: str) -> None:
    with pytest.raises(BadDatabaseUrl):
        open_engine(url)


def test_a_plain_postgresql_address_gets_our_driver() -> None:
    assert open_engine("postgresql://u@127.0.0.1/x").dialect.driver == "psycopg"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageUnavailable, match="file"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'refleks.db'}")


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageUnavailable):
        Database(open_engine(f"sqlite:///{tmp_path / 'folder'}")).ping()


def test_a_server_that_is_down_is_unavailable() -> None:
    database = Database(open_engine("postgresql://nobody@127.0.0.1:1/none"))
    with pytest.raises(StorageUnavailable):
        database.ping()


def test_more_users_than_connections_is_unavailable_too() -> None:
    with pytest.raises(StorageUnavailable), storage_errors():
        raise NoConnectionFree


def test_what_is_not_committed_is_not_kept(database_url: str) -> None:
    database = Database(open_engine(database_url))
    with database.session() as session:
        session.add(tables.Institution(name="HVL", created_at=NOW))
        session.flush()
    with database.session() as session:
        assert session.query(tables.Institution).count() == 0
    database.close()


def test_times_come_back_aware_and_naive_ones_are_refused(database_url: str) -> None:
    database = Database(open_engine(database_url))
    with database.session() as session:
        session.add(tables.Institution(name="HVL", created_at=NOW))
        session.commit()
    with database.session() as session:
        assert session.query(tables.Institution).one().created_at == NOW
    with database.session() as session:
        session.add(tables.Institution(name="NTNU", created_at=NOW.replace(tzinfo=None)))
        with pytest.raises(StatementError):
            session.flush()
    database.close()


def test_errors_do_not_repeat_what_was_to_be_kept(database_url: str) -> None:
    database = Database(open_engine(database_url))
    with database.session() as session:
        session.add(tables.Institution(name="Jonas i 9B", created_at=NOW.replace(tzinfo=None)))
        with pytest.raises(StatementError) as error:
            session.flush()
    assert "Jonas" not in str(error.value)
    database.close()


def test_writers_wait_for_each_other(database_url: str) -> None:
    database = Database(open_engine(database_url))
    with database.session() as session:
        session.add(tables.Institution(id="i", name="0", created_at=NOW))
        session.commit()

    def count_up() -> None:
        for _ in range(20):
            with database.session() as session:
                row = session.get_one(tables.Institution, "i", with_for_update=True)
                row.name = str(int(row.name) + 1)
                session.commit()

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.session() as session:
        assert session.get_one(tables.Institution, "i").name == "80"
    database.close()


@pytest.mark.usefixtures("as_durable_as_in_use")
def test_sqlite_is_durable_and_checks_foreign_keys(sqlite_url: str) -> None:
    with open_engine(sqlite_url).connect() as connection:
        pragma = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragma == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }
