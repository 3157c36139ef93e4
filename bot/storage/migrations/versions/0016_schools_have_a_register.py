"""Schools have a register."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep organisation numbers, and which schools an institution works with."""
    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.String(length=9), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_school_number"), ["number"])
    op.create_table(
        "institution_school",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_institution_school_institution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_institution_school_school_id")
        ),
        sa.PrimaryKeyConstraint("institution_id", "school_id", name=op.f("pk_institution_school")),
    )
    with op.batch_alter_table("institution_school", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_institution_school_school_id"), ["school_id"], unique=False
        )


def downgrade() -> None:
    """Forget the registers."""
    op.drop_table("institution_school")
    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_school_number"), type_="unique")
        batch_op.drop_column("number")
