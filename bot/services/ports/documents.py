"""What the institution's own documents need from the database, and from a sentence encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NewType, Protocol

from bot.domain_model.actors import InstitutionId
from bot.domain_model.documents import Document, DocumentId, DocumentScope, Passage

if TYPE_CHECKING:
    from bot.encoders.sentence_encoder import SentenceEncoder

PassageId = NewType("PassageId", int)


OpenEncoder = Callable[[], "SentenceEncoder | None"]
"""Gives the sentence encoder of this installation, loaded on first use; None without one."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that is to be kept; `digest` is its file's."""

    title: str
    institution_id: InstitutionId | None
    digest: str
    pages: int | None
    passages: Sequence[Passage]
    vectors: Sequence[bytes] | None
    """What each passage means, as an encoder says it; None without one."""
    encoder: str | None


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage of a document that somebody may read."""

    id: PassageId
    document: Document
    passage: Passage


class DocumentRepository(Protocol):
    """Documents and their passages. Only `bot.services.access` reads passages from it."""

    def add(self, new: NewDocument, at: datetime) -> Document:
        """Keep a document with its passages."""

    def same_as(self, digest: str, institution: InstitutionId | None) -> Document | None:
        """Find the document that was made of the same file, for the same readers."""

    def titled(self, title: str, institution: InstitutionId | None) -> Document | None:
        """Find the document with this title, for the same readers."""

    def all(self) -> list[Document]:
        """List every document, by title."""

    def remove(self, document: DocumentId) -> None:
        """Delete a document and its passages."""

    def matching(
        self, scope: DocumentScope, beginnings: Sequence[str], *, limit: int
    ) -> list[FoundPassage]:
        """List passages with words that begin in one of these ways, best first.

        `beginnings` are of letters and digits only.
        """

    def vectors(self, scope: DocumentScope, encoder: str) -> list[tuple[PassageId, bytes]]:
        """List what each passage means, as this encoder said it."""

    def passages(self, scope: DocumentScope, wanted: Sequence[PassageId]) -> list[FoundPassage]:
        """Give passages, in any order; those that may not be read are not among them."""


@dataclass(frozen=True, slots=True)
class ReadableDocuments:
    """The documents that somebody may read, and no others."""

    repository: DocumentRepository
    scope: DocumentScope

    def matching(self, beginnings: Sequence[str], *, limit: int) -> list[FoundPassage]:
        """List passages with words that begin in one of these ways, best first."""
        return self.repository.matching(self.scope, beginnings, limit=limit)

    def vectors(self, encoder: str) -> list[tuple[PassageId, bytes]]:
        """List what each passage means, as this encoder said it."""
        return self.repository.vectors(self.scope, encoder)

    def passages(self, wanted: Sequence[PassageId]) -> list[FoundPassage]:
        """Give passages, in any order."""
        return self.repository.passages(self.scope, wanted)
