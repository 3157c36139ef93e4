"""Reminders are put off, and come as each partner prefers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a visit have several reminders of a kind; add the table of preferences."""
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("snooze", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("source_key", sa.String(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_reminder_visit_id_kind"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_reminder_visit_id_kind_snooze"), ["visit_id", "kind", "snooze"]
        )
        batch_op.create_unique_constraint(batch_op.f("uq_reminder_source_key"), ["source_key"])
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.alter_column("snooze", server_default=None)
    op.create_table(
        "reminder_preference",
        sa.Column("partner_id", sa.String(length=36), nullable=False),
        sa.Column("day_before", sa.Boolean(), nullable=False),
        sa.Column("hour_before", sa.Boolean(), nullable=False),
        sa.Column("after_visit", sa.Boolean(), nullable=False),
        sa.Column("day_before_at", sa.Time(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_until", sa.Time(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_reminder_preference_partner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_reminder_preference")),
    )


def downgrade() -> None:
    """Forget preferences and what was put off."""
    op.drop_table("reminder_preference")
    op.execute("DELETE FROM reminder WHERE snooze > 0")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_reminder_source_key"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_reminder_visit_id_kind_snooze"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_reminder_visit_id_kind"), ["visit_id", "kind"]
        )
        batch_op.drop_column("source_key")
        batch_op.drop_column("snooze")
