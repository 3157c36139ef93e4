"""Reflections without a school."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PLACEHOLDERS = ("Uten skole", "Utan skule", "No school")
_KEPT = "Uten skole"

_reflection = sa.table("reflection", sa.column("id"), sa.column("school_id"))
_visit = sa.table("visit", sa.column("school_id"))
_school = sa.table(
    "school", sa.column("id"), sa.column("name"), sa.column("key"), sa.column("municipality")
)


def upgrade() -> None:
    """Let a reflection be about no school, instead of a school that is called so."""
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.alter_column("school_id", existing_type=sa.String(length=36), nullable=True)
    named = sa.select(_school.c.id).where(_school.c.name.in_(_PLACEHOLDERS))
    op.execute(
        _reflection.update().where(_reflection.c.school_id.in_(named)).values(school_id=None)
    )
    visited = sa.select(_visit.c.school_id)
    op.execute(
        _school.delete().where(_school.c.name.in_(_PLACEHOLDERS), _school.c.id.not_in(visited))
    )


def downgrade() -> None:
    """Put the school that is called «Uten skole» back."""
    without = _reflection.c.school_id.is_(None)
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(_reflection).where(without)):
        kept = {"id": "00000000-0000-0000-0000-000000000000", "name": _KEPT, "key": "uten"}
        op.execute(_school.insert().values(**kept, municipality=""))
        op.execute(_reflection.update().where(without).values(school_id=kept["id"]))
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.alter_column("school_id", existing_type=sa.String(length=36), nullable=False)
