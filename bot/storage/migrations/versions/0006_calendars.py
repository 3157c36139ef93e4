"""Calendar feeds, numbered changes of visits, and messages that carry a file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables, and the column for what a message carries."""
    op.create_table(
        "calendar_feed",
        sa.Column("partner_id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_calendar_feed_partner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("digest", name=op.f("uq_calendar_feed_digest")),
    )
    op.create_table(
        "calendar_entry",
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_calendar_entry_visit_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_calendar_entry_school_id")
        ),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_calendar_entry")),
    )
    # Of the visits that are there already, nobody shall be sent a file.
    op.execute(
        "INSERT INTO calendar_entry "
        "(visit_id, sequence, starts_at, ends_at, state, school_id, changed_at) "
        "SELECT id, 0, starts_at, ends_at, state, school_id, created_at FROM visit"
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("enclosure", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop them again."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("enclosure")
    op.drop_table("calendar_entry")
    op.drop_table("calendar_feed")
