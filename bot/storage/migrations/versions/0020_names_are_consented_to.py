"""Whoever is to be named in an insight is asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep who was asked, and what was said."""
    op.create_table(
        "name_consent",
        sa.Column("insight_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.String(36), nullable=False),
        sa.Column("institution_id", sa.String(36), nullable=False),
        sa.Column("partner_id", sa.String(36), nullable=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["insight_id"],
            ["insight.id"],
            name=op.f("fk_name_consent_insight_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_name_consent_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_name_consent_partner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("insight_id", "kind", "subject_id", name=op.f("pk_name_consent")),
    )
    with op.batch_alter_table("name_consent", schema=None) as batch_op:
        batch_op.create_index(
            op.f("ix_name_consent_institution_id_asked_at"),
            ["institution_id", "asked_at"],
            unique=False,
        )
        batch_op.create_index(op.f("ix_name_consent_partner_id"), ["partner_id"], unique=False)


def downgrade() -> None:
    """Forget who was asked."""
    op.drop_table("name_consent")
