"""The newest reflections of an institution are found without sorting all of them."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OLD = "ix_reflection_institution_id_sharing_created_at"
_NEW = "ix_reflection_institution_id_created_at"


def upgrade() -> None:
    """Let the index lead from the institution straight to the newest."""
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.drop_index(_OLD)
        batch_op.create_index(_NEW, ["institution_id", "created_at"], unique=False)


def downgrade() -> None:
    """Put the sharing back between them."""
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.drop_index(_NEW)
        batch_op.create_index(_OLD, ["institution_id", "sharing", "created_at"], unique=False)
