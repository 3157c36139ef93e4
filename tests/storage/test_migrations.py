"""Migrations go up, down and up again, and lead to exactly the tables in the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

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


def test_who_planned_a_visit_goes_on_it(engine: Engine) -> None:
    migrations.migrate(engine, "0021")
    day = "'2026-11-26 08:00:00+00:00'"
    rows = {
        "institution (id, name, created_at)": f"('i', 'HVL', {day})",
        "partner (id, institution_id, name, telegram_reachable, default_sharing, created_at)": (
            f"('p', 'i', 'Ola', true, 'only_me', {day})"
        ),
        "school (id, name, key, municipality)": "('s', 'Solvik', 'solvik', '')",
        "visit (id, partner_id, school_id, source_key, starts_at, state, created_at)": ", ".join(
            f"('{name}', 'p', 's', '{name}', {day}, 'planned', {day})"
            for name in ("web:1:a#0", "web:1:a#1", "web:1:b")
        ),
        "reminder (id, visit_id, kind, snooze, due_at, state)": (
            f"('r', 'web:1:b', 'day_before', 0, {day}, 'waiting')"
        ),
        "calendar_entry (visit_id, sequence, starts_at, state, school_id, changed_at)": (
            f"('web:1:b', 2, {day}, 'planned', 's', {day})"
        ),
    }
    with engine.begin() as connection:
        for table, values in rows.items():
            connection.execute(text(f"INSERT INTO {table} VALUES {values}"))
    migrations.migrate(engine)
    with engine.begin() as connection:
        goes = text("INSERT INTO visit_participant VALUES ('web:1:b', 'q', :at, NULL)")
        connection.execute(
            text(
                "INSERT INTO partner (id, institution_id, name, telegram_reachable, "
                f"default_sharing, created_at) VALUES ('q', 'i', 'Siri', true, 'only_me', {day})"
            )
        )
        connection.execute(goes, {"at": "2026-11-27 08:00:00+00:00"})
        series = text("SELECT id, series_id FROM visit ORDER BY id")
        (_, first), (_, second), (_, alone) = connection.execute(series).all()
        assert first == second != alone is None
        for table in ("reminder", "calendar_entry"):
            assert connection.execute(text(f"SELECT partner_id FROM {table}")).all() == [("p",)]
    migrations.downgrade(engine, "0021")
    with engine.begin() as connection:
        assert connection.execute(text("SELECT partner_id FROM visit")).all() == [("p",)] * 3
        assert connection.execute(text("SELECT sequence FROM calendar_entry")).all() == [(2,)]
        assert connection.execute(text("SELECT id FROM reminder")).all() == [("r",)]
    migrations.downgrade(engine)
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
