"""Of several processes one sends, and paces what leaves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let nobody be on duty yet."""
    op.drop_table("send_budget")
    op.create_table(
        "sender_on_duty",
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_sender_on_duty")),
    )


def downgrade() -> None:
    """Let all processes share a budget again."""
    op.drop_table("sender_on_duty")
    op.create_table(
        "send_budget",
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_send_budget")),
    )
