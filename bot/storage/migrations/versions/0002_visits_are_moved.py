"""Visits are moved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of moves."""
    op.create_table(
        "visit_move",
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_visit_move_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_key", name=op.f("pk_visit_move")),
    )
    with op.batch_alter_table("visit_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_move_visit_id"), ["visit_id"], unique=False)


def downgrade() -> None:
    """Drop the table of moves."""
    op.drop_table("visit_move")
