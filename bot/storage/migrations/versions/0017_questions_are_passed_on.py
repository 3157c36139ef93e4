"""Questions are passed on, and answers are judged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ENQUIRY_INDICES = (
    ["answered_at"],
    ["answered_by"],
    ["institution_id", "answered_at"],
    ["partner_id"],
)


def upgrade() -> None:
    """Add the tables of enquiries and feedback."""
    op.create_table(
        "enquiry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("partner_id", sa.String(length=36), nullable=False),
        sa.Column("chat", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(length=36), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_enquiry_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_enquiry_partner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"],
            ["account.id"],
            name=op.f("fk_enquiry_answered_by"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
        sa.UniqueConstraint("source_key", name=op.f("uq_enquiry_source_key")),
    )
    for columns in _ENQUIRY_INDICES:
        op.create_index(op.f(f"ix_enquiry_{'_'.join(columns)}"), "enquiry", columns)
    op.create_table(
        "feedback",
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("answer", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_given_at"), "feedback", ["given_at"])
    op.create_index(op.f("ix_feedback_topic"), "feedback", ["topic"])


def downgrade() -> None:
    """Forget both."""
    op.drop_table("feedback")
    op.drop_table("enquiry")
