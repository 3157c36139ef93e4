"""The engine: one SQLite file by default, PostgreSQL when it is outgrown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from bot.domain_model.errors import CannotStart, StorageUnavailable

SQLITE_BUSY_SECONDS = 30


class BadDatabaseUrl(CannotStart):
    """DATABASE_URL must look like sqlite:///var/refleks.db or postgresql+psycopg://user:word@host/name."""


def open_engine(url: str) -> Engine:
    """Make an engine; nothing is connected yet.

    Raises:
        BadDatabaseUrl: when the address is of no database that Refleks knows.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadDatabaseUrl from error
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise BadDatabaseUrl
    # Parameters are people's words and names; without this they would stand in error messages.
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            parsed, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": 10}
        )
    if parsed.database and parsed.database != ":memory:":
        _make_folder(Path(parsed.database).parent)
    engine = create_engine(
        parsed, hide_parameters=True, connect_args={"timeout": SQLITE_BUSY_SECONDS}
    )
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(f"Cannot create the folder {folder}: {error.strerror}") from error


def _on_sqlite_connect(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN is deferred and comes late; we send ours, see below.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL: what was confirmed to a partner survives a power cut.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another has written in
    # between, whatever the busy timeout; taking the write lock first makes it wait instead.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn the driver's «cannot reach it» errors into ours; other errors pass."""
    try:
        yield
    except (OperationalError, InterfaceError, NoConnectionFree) as error:
        raise StorageUnavailable from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StorageUnavailable from error
        raise


class Database:
    """Hands out sessions; each is one transaction."""

    def __init__(self, engine: Engine) -> None:
        """Use `engine` for everything."""
        self.engine = engine

    @property
    def is_postgresql(self) -> bool:
        """Whether rows can be locked one by one."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a transaction that rolls back unless it is committed.

        Raises:
            StorageUnavailable: when the database cannot be reached or stays locked.
        """
        with storage_errors(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    def ping(self) -> None:
        """Ask the database for a sign of life.

        Raises:
            StorageUnavailable: when there is none.
        """
        with self.session() as session:
            session.execute(text("SELECT 1"))

    def compact(self) -> None:
        """Wipe what deleted rows left behind in SQLite's files; PostgreSQL does it by itself.

        Raises:
            StorageUnavailable: when another process kept the database busy; try again later.
        """
        if self.is_postgresql:
            return
        with storage_errors():
            connection = self.engine.raw_connection()
            try:
                # VACUUM writes a fresh file; the log beside it holds old pages until it is cut.
                connection.cursor().execute("VACUUM")
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()
