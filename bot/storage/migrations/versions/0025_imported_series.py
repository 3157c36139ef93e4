"""Visits from calendars know which of them are one series."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Leave it open for what is there: its name in the calendar is not known any more."""
    with op.batch_alter_table("imported_visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("series", sa.String(length=64), nullable=True))


def downgrade() -> None:
    """Forget which are one series; what was asked about stands as before."""
    op.execute("UPDATE imported_visit SET state = 'applied' WHERE state = 'gone'")
    with op.batch_alter_table("imported_visit", schema=None) as batch_op:
        batch_op.drop_column("series")
