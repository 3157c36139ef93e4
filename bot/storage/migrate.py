"""Bring a database to the shape that this version of Refleks needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

import bot.storage.calendar_tables
import bot.storage.consent_tables
import bot.storage.delivery_tables
import bot.storage.document_tables
import bot.storage.enquiry_tables
import bot.storage.import_tables
import bot.storage.insight_tables
import bot.storage.message_tables
import bot.storage.reminder_tables
import bot.storage.school_tables
import bot.storage.tables  # noqa: F401 - each registers its tables on Base
from bot.domain_model.errors import CannotStart
from bot.storage.base import Base
from bot.storage.database import storage_errors

WORD_INDEX = "passage_search"
"""How the names of all begin that belongs to the index of words in documents."""
FOLDER = Path(__file__).parent / "migrations"
"""Where the steps from version to version are."""


class DatabaseNotMigrated(CannotStart):
    """The database is older or newer than this version of Refleks. Run «refleks migrate»."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade to `revision`, in one transaction.

    Raises:
        StorageUnavailable: when the database cannot be reached.
    """
    with storage_errors(), _rebuilding(engine) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Go back to `revision`; what only newer versions keep is lost."""
    with storage_errors(), _rebuilding(engine) as connection:
        command.downgrade(_config(connection), revision)


@contextmanager
def _rebuilding(engine: Engine) -> Iterator[Connection]:
    """Open a transaction in which tables are built anew.

    SQLite changes a table by copying and dropping it, and a drop deletes what hangs on its rows;
    see https://www.sqlite.org/lang_altertable.html#otheralter for leaving that off meanwhile.
    """
    with engine.connect() as connection:
        _follow_foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            _follow_foreign_keys(connection, "ON")


def _follow_foreign_keys(connection: Connection, state: str) -> None:
    driver = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.execute(f"PRAGMA foreign_keys = {state}")


def require_migrated(engine: Engine) -> None:
    """Check that the database has exactly the shape that this version needs.

    Raises:
        DatabaseNotMigrated: when it has not.
        StorageUnavailable: when it cannot be reached.
    """
    head = ScriptDirectory(str(FOLDER)).get_current_head()
    with storage_errors(), engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() != head:
            raise DatabaseNotMigrated


def drift(engine: Engine) -> list[object]:
    """List the differences between the migrated database and the tables in the code."""
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": _is_of_tables}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, Base.metadata))


def _is_of_tables(name: str | None, *_: object) -> bool:
    """Leave out what SQLAlchemy cannot describe: each database's own index of words."""
    return not (name or "").startswith(WORD_INDEX)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
