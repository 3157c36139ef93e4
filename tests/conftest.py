"""Fixtures for every test: databases, and an environment without the developer's own settings."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from bot.dialogue import training
from bot.storage.database import open_engine
from bot.storage.migrate import migrate
from tests.support.postgres import PostgresServer, running_postgres

pytest_plugins = [
    "pytester",
    "tests.support.needs",
    "tests.support.network",
    "tests.support.order",
    "tests.support.stage",
    "tests.support.tiny_assistant",
]

ROOT = Path(__file__).parents[1]
_KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make soak` ask for more rounds."""
    parser.addoption("--soak", action="store_true", help="kill each process 20 times instead of 3")


def pytest_configure() -> None:
    """Forget the developer's own settings: a test says itself what it needs."""
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        name, is_setting, _ = line.lstrip("# ").partition("=")
        if is_setting and name.isupper():
            os.environ.pop(name, None)


@pytest.fixture(scope="session", autouse=True)
def _away_from_the_developers_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Work in an empty folder: the repository may hold a `.env` with a real token, and `var/`."""
    here = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("here"))
    yield
    os.chdir(here)


def _wait_for_no_disk(connection: object, *_: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Write no SQLite file through to the disk: none outlives the run, and it takes its time."""
    event.listen(Pool, "checkout", _wait_for_no_disk)
    yield
    event.remove(Pool, "checkout", _wait_for_no_disk)


@pytest.fixture
def as_durable_as_in_use() -> Iterator[None]:
    """Write SQLite files through to the disk during this test."""
    event.remove(Pool, "checkout", _wait_for_no_disk)
    yield
    event.listen(Pool, "checkout", _wait_for_no_disk)


@pytest.fixture(scope="session")
def kill_rounds(request: pytest.FixtureRequest) -> int:
    """How often a test kills each process."""
    return 20 if request.config.getoption("--soak") else 3


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL for the whole run."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def _migrated_postgres(postgres: PostgresServer) -> str:
    name = postgres.create_database()
    _migrate(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "refleks.db"
    _migrate(f"sqlite:///{path}")
    return path


def _migrate(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()  # for SQLite this also folds the write-ahead log into the file


@pytest.fixture
def postgres_url(postgres: PostgresServer, _migrated_postgres: str) -> Iterator[str]:
    """A migrated, empty PostgreSQL database; ask for `needs("postgresql")` with it."""
    yield postgres.url(_migrated_postgres)
    # Five times as fast as a new database for each test.
    postgres.empty_database(_migrated_postgres)


@pytest.fixture
def sqlite_url(tmp_path: Path, _migrated_sqlite: Path) -> str:
    """A migrated SQLite database of the test's own."""
    path = tmp_path / "refleks.db"
    shutil.copy(_migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=_KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of the test's own, once of each kind that we support."""
    url: str = request.getfixturevalue(
        f"{'sqlite' if request.param == 'sqlite' else 'postgres'}_url"
    )
    return url


@pytest.fixture(params=_KINDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables, once of each kind: for tests of the migrations themselves."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.create_database()
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The trained model of this repository; training is skipped when it is up to date."""
    return training.train(ROOT, print, if_needed=True)
