"""Schools are closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the periods in which an institution's schools are closed."""
    op.create_table(
        "closed_period",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_closed_period_institution_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_period")),
        sa.UniqueConstraint(
            "institution_id",
            "first_day",
            "last_day",
            name=op.f("uq_closed_period_institution_id_first_day_last_day"),
        ),
    )


def downgrade() -> None:
    """Forget the periods."""
    op.drop_table("closed_period")
