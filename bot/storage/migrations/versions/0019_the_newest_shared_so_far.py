"""The newest reflections that are shared so far, and those about a school, are found at once."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index how far reflections are shared, and schools as institutions see them."""
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.create_index(
            op.f("ix_reflection_sharing_created_at"), ["sharing", "created_at"], unique=False
        )
        batch_op.create_index(
            op.f("ix_reflection_school_id_institution_id_created_at"),
            ["school_id", "institution_id", "created_at"],
            unique=False,
        )
        batch_op.drop_index(op.f("ix_reflection_school_id"))


def downgrade() -> None:
    """Index schools alone."""
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_reflection_school_id"), ["school_id"], unique=False)
        batch_op.drop_index(op.f("ix_reflection_school_id_institution_id_created_at"))
        batch_op.drop_index(op.f("ix_reflection_sharing_created_at"))
