"""Institutions have documents of their own, and the words in them are indexed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The index keeps no text of its own («external content»); these keep it in step with the table.
_SQLITE = (
    """
    CREATE VIRTUAL TABLE passage_search USING fts5(
        heading, text, content='passage', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER passage_search_insert AFTER INSERT ON passage BEGIN
        INSERT INTO passage_search(rowid, heading, text)
        VALUES (new.id, new.heading, new.text);
    END
    """,
    """
    CREATE TRIGGER passage_search_delete AFTER DELETE ON passage BEGIN
        INSERT INTO passage_search(passage_search, rowid, heading, text)
        VALUES ('delete', old.id, old.heading, old.text);
    END
    """,
    """
    CREATE TRIGGER passage_search_update AFTER UPDATE OF heading, text ON passage BEGIN
        INSERT INTO passage_search(passage_search, rowid, heading, text)
        VALUES ('delete', old.id, old.heading, old.text);
        INSERT INTO passage_search(rowid, heading, text)
        VALUES (new.id, new.heading, new.text);
    END
    """,
)
_POSTGRESQL = (
    """
    CREATE INDEX passage_search ON passage
    USING gin (to_tsvector('norwegian', heading || ' ' || text))
    """,
)


def upgrade() -> None:
    """Add documents, their passages, and the index of words."""
    op.create_table(
        "document",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("institution_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("passage_count", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_document_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_digest"), ["digest"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_document_institution_id"), ["institution_id"], unique=False
        )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("encoder", sa.String(length=40), nullable=True),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_passage_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint(
            "document_id", "position", name=op.f("uq_passage_document_id_position")
        ),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if is_sqlite else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Drop documents, their passages, and the index of words."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE passage_search")
    op.drop_table("passage")
    op.drop_table("document")
