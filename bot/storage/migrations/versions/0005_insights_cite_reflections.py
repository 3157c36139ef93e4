"""Insights cite reflections, and reach partners."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = ("insight", "insight_theme", "insight_source", "insight_delivery")


def _belongs_to(column: str, table: str, of: str, ondelete: str | None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    """Add the tables of insights."""
    op.create_table(
        "insight",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("institution_id", sa.String(length=36), nullable=True),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("title_nb", sa.String(length=120), nullable=False),
        sa.Column("title_nn", sa.String(length=120), nullable=False),
        sa.Column("text_nb", sa.Text(), nullable=False),
        sa.Column("text_nn", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("reach", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        _belongs_to("institution_id", "insight", "institution", None),
        _belongs_to("account_id", "insight", "account", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight")),
    )
    op.create_index(
        op.f("ix_insight_institution_id_state"), "insight", ["institution_id", "state"]
    )
    op.create_index(op.f("ix_insight_account_id"), "insight", ["account_id"])
    op.create_index(op.f("ix_insight_state_published_at"), "insight", ["state", "published_at"])
    op.create_table(
        "insight_theme",
        sa.Column("insight_id", sa.String(length=36), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        _belongs_to("insight_id", "insight_theme", "insight", "CASCADE"),
        sa.PrimaryKeyConstraint("insight_id", "theme", name=op.f("pk_insight_theme")),
    )
    op.create_index(op.f("ix_insight_theme_theme"), "insight_theme", ["theme"])
    op.create_table(
        "insight_source",
        sa.Column("insight_id", sa.String(length=36), nullable=False),
        sa.Column("reflection_id", sa.String(length=36), nullable=False),
        sa.Column("stance", sa.String(length=40), nullable=False),
        _belongs_to("insight_id", "insight_source", "insight", "CASCADE"),
        _belongs_to("reflection_id", "insight_source", "reflection", "CASCADE"),
        sa.PrimaryKeyConstraint("insight_id", "reflection_id", name=op.f("pk_insight_source")),
    )
    op.create_index(op.f("ix_insight_source_reflection_id"), "insight_source", ["reflection_id"])
    op.create_table(
        "insight_delivery",
        sa.Column("insight_id", sa.String(length=36), nullable=False),
        sa.Column("partner_id", sa.String(length=36), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("verdict_at", sa.DateTime(timezone=True), nullable=True),
        _belongs_to("insight_id", "insight_delivery", "insight", "CASCADE"),
        _belongs_to("partner_id", "insight_delivery", "partner", "CASCADE"),
        sa.PrimaryKeyConstraint("insight_id", "partner_id", name=op.f("pk_insight_delivery")),
    )
    op.create_index(op.f("ix_insight_delivery_partner_id"), "insight_delivery", ["partner_id"])


def downgrade() -> None:
    """Drop the tables of insights."""
    for table in reversed(_TABLES):
        op.drop_table(table)
