"""Reflections have themes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of themes."""
    op.create_table(
        "reflection_theme",
        sa.Column("reflection_id", sa.String(length=36), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("set_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["reflection_id"],
            ["reflection.id"],
            name=op.f("fk_reflection_theme_reflection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("reflection_id", "theme", name=op.f("pk_reflection_theme")),
    )
    with op.batch_alter_table("reflection_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reflection_theme_theme"), ["theme"], unique=False)


def downgrade() -> None:
    """Drop the table of themes."""
    op.drop_table("reflection_theme")
