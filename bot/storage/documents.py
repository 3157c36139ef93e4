"""Repository of documents; the database itself finds words in their passages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, text
from sqlalchemy.orm import Session

from bot.domain_model.actors import InstitutionId
from bot.domain_model.documents import Document, DocumentId, DocumentScope, Passage
from bot.services.ports.documents import FoundPassage, NewDocument, PassageId
from bot.storage import document_tables as tables
from bot.storage.base import new_id

_SQLITE = text(
    "SELECT passage.id FROM passage_search"
    " JOIN passage ON passage.id = passage_search.rowid"
    " JOIN document ON document.id = passage.document_id"
    " WHERE passage_search MATCH :wanted"
    " AND (document.institution_id IS NULL OR document.institution_id = :institution)"
    " ORDER BY bm25(passage_search, 2.0, 1.0), passage.id LIMIT :limit"
)
# The expression must be the very one of the index, or PostgreSQL reads every passage.
_VECTOR = "to_tsvector('norwegian', passage.heading || ' ' || passage.text)"
_POSTGRESQL = text(
    "SELECT passage.id FROM passage JOIN document ON document.id = passage.document_id,"  # noqa: S608 - no value in it
    " to_tsquery('norwegian', :wanted) AS wanted"
    f" WHERE {_VECTOR} @@ wanted"
    " AND (document.institution_id IS NULL OR document.institution_id = :institution)"
    f" ORDER BY ts_rank_cd({_VECTOR}, wanted) DESC, passage.id LIMIT :limit"
)


class Documents:
    """Documents and their passages. Only `bot.services.access` reads passages from it."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add(self, new: NewDocument, at: datetime) -> Document:
        """Keep a document with its passages."""
        row = tables.Document(
            id=new_id(), institution_id=new.institution_id, title=new.title, digest=new.digest,
            pages=new.pages, passage_count=len(new.passages), added_at=at,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        for position, passage in enumerate(new.passages):
            self._session.add(
                tables.Passage(
                    document_id=row.id, position=position, page=passage.page,
                    heading=passage.heading, text=passage.text, encoder=new.encoder,
                    vector=new.vectors[position] if new.vectors else None,
                )
            )  # fmt: skip
        self._session.flush()
        return _document(row)

    def same_as(self, digest: str, institution: InstitutionId | None) -> Document | None:
        """Find the document that was made of the same file, for the same readers."""
        return self._one(tables.Document.digest == digest, institution)

    def titled(self, title: str, institution: InstitutionId | None) -> Document | None:
        """Find the document with this title, for the same readers."""
        return self._one(tables.Document.title == title, institution)

    def all(self) -> list[Document]:
        """List every document, by title."""
        row = tables.Document
        return [_document(each) for each in self._session.scalars(
            select(row).order_by(row.title, row.added_at, row.id)
        )]  # fmt: skip

    def remove(self, document: DocumentId) -> None:
        """Delete a document and its passages."""
        self._session.execute(delete(tables.Document).where(tables.Document.id == document))

    def matching(
        self, scope: DocumentScope, beginnings: Sequence[str], *, limit: int
    ) -> list[FoundPassage]:
        """List passages with words that begin in one of these ways, best first."""
        if not beginnings:
            return []
        sqlite = self._session.get_bind().dialect.name == "sqlite"
        wanted = (
            " OR ".join(f'"{each}"*' for each in beginnings)
            if sqlite
            else " | ".join(f"{each}:*" for each in beginnings)
        )
        given = {"wanted": wanted, "institution": scope.institution, "limit": limit}
        ids = list(self._session.scalars(_SQLITE if sqlite else _POSTGRESQL, given))
        found = {each.id: each for each in self.passages(scope, ids)}
        return [found[each] for each in ids]

    def vectors(self, scope: DocumentScope, encoder: str) -> list[tuple[PassageId, bytes]]:
        """List what each passage means, as this encoder said it."""
        row = tables.Passage
        rows = self._session.execute(
            select(row.id, row.vector)
            .join(tables.Document)
            .where(row.encoder == encoder, row.vector.is_not(None), _admitted(scope))
            .order_by(row.id)
        )
        return [(PassageId(found), vector) for found, vector in rows if vector is not None]

    def passages(self, scope: DocumentScope, wanted: Sequence[PassageId]) -> list[FoundPassage]:
        """Give passages, in any order; those that may not be read are not among them."""
        row = tables.Passage
        found = select(row).join(tables.Document).where(row.id.in_(wanted), _admitted(scope))
        return [_passage(each) for each in self._session.scalars(found)]

    def _one(
        self, condition: ColumnElement[bool], institution: InstitutionId | None
    ) -> Document | None:
        # «= NULL» is never true, so that documents for everybody need words of their own.
        column = tables.Document.institution_id
        same = column.is_(None) if institution is None else column == institution
        found = select(tables.Document).where(condition, same).limit(1)
        row = self._session.scalars(found).one_or_none()
        return None if row is None else _document(row)


def _admitted(scope: DocumentScope) -> ColumnElement[bool]:
    # The same rule as DocumentScope.admits; a test holds the two together.
    column = tables.Document.institution_id
    return or_(column.is_(None), column == scope.institution)


def _document(row: tables.Document) -> Document:
    return Document(
        id=DocumentId(row.id),
        title=row.title,
        institution_id=InstitutionId(row.institution_id) if row.institution_id else None,
        pages=row.pages,
        passages=row.passage_count,
        added_at=row.added_at,
    )


def _passage(row: tables.Passage) -> FoundPassage:
    passage = Passage(row.text, row.heading, row.page)
    return FoundPassage(PassageId(row.id), _document(row.document), passage)
