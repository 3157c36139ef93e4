"""Insert a row unless one with the same key is there: the database prevents doubles."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from bot.storage.base import Base


def insert_once(session: Session, row: Base, key: tuple[str, ...]) -> bool:
    """Insert `row` and tell whether it was new; a row with the same `key` wins over it.

    A plain INSERT would break the whole transaction on PostgreSQL when another has inserted the
    same key in between. `row` itself stays out of the session: read it again by its key.
    """
    table: Table = type(row).__table__  # type: ignore[assignment]
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = (
        dialect.insert(table)
        .values(_values(row, table))
        .on_conflict_do_nothing(index_elements=list(key))
        .returning(*(table.c[name] for name in key))
    )
    return session.execute(statement).first() is not None


def _values(row: Base, table: Table) -> dict[str, Any]:
    given = {name: value for name, value in vars(row).items() if name in table.c}
    for column in table.c:
        if column.name not in given and isinstance(column.default, ScalarElementColumnDefault):
            given[column.name] = column.default.arg
    return given
