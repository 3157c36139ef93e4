"""A backup goes back as it was, or is refused before anything is touched."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot.storage import backup as backups
from bot.storage import tables
from bot.storage.database import Database, open_engine
from bot.storage.migrate import require_migrated
from tests.support.postgres import find_binaries

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def engine(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    if database_url.startswith("postgresql"):
        # The programs must be of the server's version.
        monkeypatch.setenv("PATH", str(find_binaries()), prepend=":")
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def add(engine: Engine, name: str) -> None:
    with Database(engine).session() as session:
        session.add(tables.Institution(name=name, created_at=NOW))
        session.commit()


def names(engine: Engine) -> list[str]:
    with Database(engine).session() as session:
        return list(session.scalars(select(tables.Institution.name).order_by("name")))


def test_what_was_saved_comes_back(engine: Engine, tmp_path: Path) -> None:
    add(engine, "Høgskulen på Vestlandet")
    file = tmp_path / "kept" / "refleks.backup"
    made = backups.back_up(engine, file, at=NOW)
    assert made.kind == engine.dialect.name
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]

    add(engine, "NTNU")
    with pytest.raises(backups.NotEmpty):
        backups.restore(engine, file, replace=False)
    assert len(names(engine)) == 2
    assert backups.restore(engine, file, replace=True) == made
    assert names(engine) == ["Høgskulen på Vestlandet"]
    require_migrated(engine)


def test_an_empty_database_needs_no_replace(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "refleks.backup"
    backups.back_up(engine, file, at=NOW)
    assert not backups.has_data(engine)
    backups.restore(engine, file, replace=False)
    require_migrated(engine)


def repacked(file: Path, target: Path, change: tuple[bytes, bytes]) -> Path:
    """Change some bytes of what is in a backup, and keep the archive itself sound."""
    folder = target.parent / "unpacked"
    with tarfile.open(file) as tar:
        tar.extractall(folder)
    for member in ("manifest.json", "database"):
        path = folder / member
        path.write_bytes(path.read_bytes().replace(*change))
    with tarfile.open(target, "w") as tar:
        for member in ("manifest.json", "database"):
            tar.add(folder / member, member)
    return target


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((b"Fjordh", b"Elveh"), "damaged"),
        ((b'"sqlite"', b'"postgresql"'), "is of postgresql, and DATABASE_URL is of sqlite"),
        ((b'"revision": "0', b'"revision": "9'), "newer version"),
        ((b'"format": 1', b'"format": 2'), "newer version"),
        ((b'"sha256"', b'"sha"'), "no backup of Refleks"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused_untouched(
    sqlite_url: str, tmp_path: Path, change: tuple[bytes, bytes], words: str
) -> None:
    engine = open_engine(sqlite_url)
    add(engine, "Fjordhogskolen")
    file = tmp_path / "refleks.backup"
    backups.back_up(engine, file, at=NOW)
    spoiled = repacked(file, tmp_path / "spoiled", change)
    with pytest.raises(backups.BackupFailed, match=words):
        backups.restore(engine, spoiled, replace=True)
    assert names(engine) == ["Fjordhogskolen"]
    engine.dispose()


def test_another_file_is_no_backup(sqlite_url: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    (tmp_path / "letter").write_text("Hei")
    for name in ("letter", "nothing"):
        with pytest.raises(backups.BackupFailed):
            backups.restore(engine, tmp_path / name, replace=True)
    (tmp_path / "file").write_text("")
    with pytest.raises(backups.BackupFailed, match="Cannot write"):
        backups.back_up(engine, tmp_path / "file" / "backup", at=NOW)
    engine.dispose()


@pytest.mark.needs("postgresql")
def test_without_postgresqls_programs_it_says_what_to_install(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = open_engine(postgres_url)
    with pytest.raises(backups.BackupFailed, match="Install PostgreSQL's client programs"):
        backups.back_up(engine, tmp_path / "backup", at=NOW)
    engine.dispose()
