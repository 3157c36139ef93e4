"""Coordinators see what waits for them, and are told if they want to be."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep what was opened, from now on: what was written until now is not called new."""
    op.create_table(
        "reflection_seen",
        sa.Column("reflection_id", sa.String(36), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reflection_id"],
            ["reflection.id"],
            name=op.f("fk_reflection_seen_reflection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("reflection_id", name=op.f("pk_reflection_seen")),
    )
    op.execute(
        "INSERT INTO reflection_seen (reflection_id, seen_at) "
        "SELECT id, created_at FROM reflection"
    )
    op.create_table(
        "waiting_notice",
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_waiting_notice_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_waiting_notice")),
    )
    op.create_index(op.f("ix_waiting_notice_next_at"), "waiting_notice", ["next_at"])


def downgrade() -> None:
    """Forget what was opened, and who wants to be told."""
    op.drop_table("waiting_notice")
    op.drop_table("reflection_seen")
