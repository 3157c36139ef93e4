"""Buttons belong to choices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say of each button what it is an answer to; until now all under a message were to one."""
    with op.batch_alter_table("button", schema=None) as batch_op:
        batch_op.add_column(sa.Column("choice", sa.String(length=40), nullable=True))
    op.execute("UPDATE button SET choice = 'question'")


def downgrade() -> None:
    """Let all buttons under a message be answers to one question again."""
    with op.batch_alter_table("button", schema=None) as batch_op:
        batch_op.drop_column("choice")
