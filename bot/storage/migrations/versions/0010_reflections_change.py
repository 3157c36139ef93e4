"""Reflections change: versions, messages, comments, and what became of next steps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _of_reflection(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["reflection_id"],
        ["reflection.id"],
        name=op.f(f"fk_{table}_reflection_id"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "reflection_version",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reflection_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("set_by", sa.String(length=40), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        _of_reflection("reflection_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection_version")),
    )
    op.create_table(
        "reflection_message",
        sa.Column("message_key", sa.String(), nullable=False),
        sa.Column("reflection_id", sa.String(length=36), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        _of_reflection("reflection_message"),
        sa.PrimaryKeyConstraint("message_key", name=op.f("pk_reflection_message")),
    )
    op.create_table(
        "next_step_outcome",
        sa.Column("reflection_id", sa.String(length=36), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        _of_reflection("next_step_outcome"),
        sa.PrimaryKeyConstraint("reflection_id", name=op.f("pk_next_step_outcome")),
    )
    op.create_table(
        "reflection_comment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reflection_id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _of_reflection("reflection_comment"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_reflection_comment_account_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection_comment")),
    )
    for table, column in (
        ("reflection_version", "reflection_id"),
        ("reflection_message", "reflection_id"),
        ("reflection_comment", "reflection_id"),
        ("reflection_comment", "account_id"),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "reflection_comment",
        "next_step_outcome",
        "reflection_message",
        "reflection_version",
    ):
        op.drop_table(table)
