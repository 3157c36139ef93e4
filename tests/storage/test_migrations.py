"""Migrations go up, down and up again, and lead to exactly the tables in the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from bot.storage import migrate as migrations
from bot.storage.database import open_engine

VERSIONS = Path(migrations.__file__).parent / "migrations"


@pytest.fixture
def engine(empty_database_url: str) -> Engine:
    return open_engine(empty_database_url)


def test_up_down_up(engine: Engine) -> None:
    for _ in range(2):
        migrations.migrate(engine)
        migrations.require_migrated(engine)
        assert migrations.drift(engine) == []
        migrations.downgrade(engine)
        assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_a_database_that_is_not_migrated_is_refused(engine: Engine) -> None:
    with pytest.raises(migrations.DatabaseNotMigrated):
        migrations.require_migrated(engine)
    engine.dispose()


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrations.migrate(engine)
    migrations.migrate(engine)
    assert migrations.drift(engine) == []
    engine.dispose()


@pytest.mark.parametrize("path", sorted(VERSIONS.rglob("*.py")), ids=lambda path: path.name)
def test_a_migration_imports_nothing_of_ours(path: Path) -> None:
    imported = {
        name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert not {name for name in imported if name.split(".")[0] in {"bot", "actions"}}
