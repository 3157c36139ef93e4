"""An institution's own documents, split into passages that can be found and cited."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.storage.base import Base, Digest, Id, LongText, Word


class Document(Base):
    """A document; without an institution it is for everybody who asks."""

    __tablename__ = "document"

    id: Mapped[Id]
    institution_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    digest: Mapped[Digest] = mapped_column(index=True)
    pages: Mapped[int | None]
    passage_count: Mapped[int]
    added_at: Mapped[datetime]


class Passage(Base):
    """A passage; its words are indexed by the database, see the migration that made the table.

    `vector` holds float32 numbers, as `encoder` gave them.
    """

    __tablename__ = "passage"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    position: Mapped[int]
    page: Mapped[int | None]
    heading: Mapped[str] = mapped_column(String(200))
    text: Mapped[LongText]
    encoder: Mapped[Word | None]
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)

    document: Mapped[Document] = relationship(lazy="joined")
