"""The whole database in one file, and back: with its digest and the version of its tables.

SQLite is copied with its online backup, while Refleks runs; PostgreSQL with its own pg_dump and
pg_restore. The file is a tar archive of `manifest.json` and `database`.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, func, inspect, select

from bot.domain_model.errors import RefleksError, StorageUnavailable
from bot.storage.base import Base
from bot.storage.database import storage_errors
from bot.storage.migrate import FOLDER, migrate, require_migrated

_MANIFEST, _DATABASE = "manifest.json", "database"
_FORMAT = 1
_CHUNK = 1024 * 1024


class BackupFailed(RefleksError):
    """The backup could not be made or read; the message says why."""


class NotEmpty(RefleksError):
    """There is data in the database. With --replace the backup takes its place."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    kind: str
    """«sqlite» or «postgresql»: a backup goes back into the same kind of database."""
    revision: str
    made_at: str
    sha256: str
    size: int
    format: int = _FORMAT


def back_up(engine: Engine, target: Path, *, at: datetime) -> Manifest:
    """Write the whole database to the file `target`, which only its owner can read.

    Raises:
        BackupFailed: when it cannot be written, or a tool is missing.
        DatabaseNotMigrated: when the database is of another version than this program.
        StorageUnavailable: when the database cannot be reached.
    """
    require_migrated(engine)
    with _working_folder(target.parent) as folder:
        content = folder / _DATABASE
        _copy_out(engine, content)
        manifest = Manifest(
            kind=engine.dialect.name,
            revision=_revision(engine) or "",
            made_at=at.isoformat(timespec="seconds"),
            sha256=_digest(content),
            size=content.stat().st_size,
        )
        archive = folder / "archive"
        with tarfile.open(archive, "w") as tar:
            told = json.dumps(asdict(manifest), indent=2).encode()
            entry = tarfile.TarInfo(_MANIFEST)
            entry.size = len(told)
            tar.addfile(entry, io.BytesIO(told))
            tar.add(content, _DATABASE)
        archive.chmod(0o600)
        archive.replace(target)
    return manifest


def restore(engine: Engine, source: Path, *, replace: bool) -> Manifest:
    """Put a backup back, and bring it to the shape that this version needs.

    The backup is read and checked as a whole before the database is touched.

    Raises:
        BackupFailed: when the file is no backup, is damaged, of another kind of database or of a
            newer version, or a tool is missing.
        NotEmpty: when the database has data in it and is not to be replaced.
        StorageUnavailable: when the database cannot be reached.
    """
    with tempfile.TemporaryDirectory(prefix="refleks-") as name:
        content = Path(name) / _DATABASE
        manifest = _unpack(source, content)
        _check(manifest, content, engine)
        if not replace and has_data(engine):
            raise NotEmpty
        _copy_in(engine, content)
    migrate(engine)
    return manifest


def has_data(engine: Engine) -> bool:
    """Tell whether any of our tables has a row."""
    with storage_errors(), engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        counts = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
            if table.name in there
        )
        return any(counts)


def _copy_out(engine: Engine, content: Path) -> None:
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(content)) as target, _sqlite(engine) as source:
            source.backup(target)
    else:
        _run_tool(engine, "pg_dump", "--format=custom", "--no-owner", f"--file={content}")


def _copy_in(engine: Engine, content: Path) -> None:
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(content)) as source, _sqlite(engine) as target:
            source.backup(target)
    else:
        _drop_all(engine)
        _run_tool(engine, "pg_restore", "--no-owner", "--single-transaction", str(content))


@contextmanager
def _sqlite(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Give the driver's own connection, which alone can copy a database that is in use."""
    with storage_errors(), closing(engine.raw_connection()) as connection:
        try:
            yield cast("sqlite3.Connection", connection.driver_connection)
        except sqlite3.Error as error:
            raise StorageUnavailable from error


def _run_tool(engine: Engine, tool: str, *words: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise BackupFailed(
            f"{tool} is missing. Install PostgreSQL's client programs (postgresql-client) of the "
            "server's version, or use the backup that your database service offers."
        )
    url = engine.url
    where = url.set(drivername="postgresql", password=None).render_as_string()
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        [program, f"--dbname={where}", *words],
        env=os.environ | secret,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BackupFailed(f"{tool} failed:\n{done.stderr.strip()}")


def _unpack(source: Path, content: Path) -> Manifest:
    try:
        with tarfile.open(source, "r:") as tar:
            told = tar.extractfile(_MANIFEST)
            packed = tar.extractfile(_DATABASE)
            if told is None or packed is None:
                raise BackupFailed(f"{source} is no backup of Refleks.")
            manifest = Manifest(**json.load(told))
            with content.open("wb") as target:
                shutil.copyfileobj(packed, target, _CHUNK)
    except OSError as error:
        raise BackupFailed(f"{source} cannot be read: {error.strerror or error}") from error
    except (tarfile.TarError, KeyError, ValueError, TypeError) as error:
        raise BackupFailed(f"{source} is no backup of Refleks, or it is damaged.") from error
    return manifest


def _check(manifest: Manifest, content: Path, engine: Engine) -> None:
    if _digest(content) != manifest.sha256:
        raise BackupFailed("The backup is damaged: its digest does not fit. Take another one.")
    if manifest.kind != engine.dialect.name:
        raise BackupFailed(
            f"The backup is of {manifest.kind}, and DATABASE_URL is of {engine.dialect.name}."
        )
    known = {script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()}
    if manifest.format != _FORMAT or manifest.revision not in known:
        raise BackupFailed("A newer version of Refleks made the backup. Update Refleks first.")


def _drop_all(engine: Engine) -> None:
    with storage_errors(), engine.begin() as connection:
        tables = MetaData()
        tables.reflect(connection)
        tables.drop_all(connection)


def _revision(engine: Engine) -> str | None:
    with storage_errors(), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@contextmanager
def _working_folder(beside: Path) -> Iterator[Path]:
    """Give a folder on the same disk as the target, so that it is put in place in one step."""
    try:
        beside.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".refleks-", dir=beside) as name:
            yield Path(name)
    except OSError as error:
        raise BackupFailed(f"Cannot write in {beside}: {error.strerror or error}") from error
