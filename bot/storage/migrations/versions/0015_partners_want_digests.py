"""Partners want weekly digests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of wishes."""
    op.create_table(
        "weekly_digest",
        sa.Column("partner_id", sa.String(length=36), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_weekly_digest_partner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_weekly_digest")),
    )
    op.create_index(op.f("ix_weekly_digest_next_at"), "weekly_digest", ["next_at"])


def downgrade() -> None:
    """Drop the table of wishes."""
    op.drop_table("weekly_digest")
