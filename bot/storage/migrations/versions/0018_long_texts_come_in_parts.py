"""A long text comes in several messages, and is answered as one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let messages be parts of another one."""
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("part_of", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("cut_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(op.f("ix_inbox_part_of"), ["part_of"], unique=False)


def downgrade() -> None:
    """Forget which messages belong together."""
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_inbox_part_of"))
        batch_op.drop_column("cut_until")
        batch_op.drop_column("part_of")
