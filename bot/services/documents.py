"""Keep the institutions' own documents, for answers to be searched in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain_model.actors import InstitutionId
from bot.domain_model.documents import (
    MAX_HEADING_LENGTH,
    MAX_TITLE_LENGTH,
    Document,
    DocumentId,
    Passage,
    ReadDocument,
    split,
)
from bot.domain_model.errors import RefleksError
from bot.domain_model.privacy import mask_hard_identifiers
from bot.encoders.sentence_encoder import Role, SentenceEncoder
from bot.services.ports.documents import NewDocument, OpenEncoder
from bot.services.ports.unit_of_work import Begin, UnitOfWork

_SHORTEST_BEGINNING = 4


class NoSuchInstitution(RefleksError):
    """There is no institution of that name. Add one with «refleks coordinator»."""


class NoSuchDocument(RefleksError):
    """No document has a number that begins so, or several. See «refleks knowledge list»."""


class TitleTaken(RefleksError):
    """Another document for the same readers has this title. Remove it first, or give --title."""


@dataclass(frozen=True, slots=True)
class Added:
    """A document that is kept; `new` is false when the very same file was there already."""

    document: Document
    new: bool
    masked: bool
    """Whether identity, telephone or account numbers or e-mail addresses were taken out."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document, and whose it is; None when it is for everybody."""

    document: Document
    institution: str | None


class Documents:
    """The institutions' own documents. For the command line only."""

    def __init__(self, begin: Begin, open_encoder: OpenEncoder) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._open_encoder = open_encoder

    def add(
        self,
        digest: str,
        read: ReadDocument,
        *,
        at: datetime,
        institution: str | None = None,
        title: str | None = None,
    ) -> Added:
        """Keep a document for the people of `institution`, or for everybody who asks.

        Hard identifiers are masked before anything is kept.

        Raises:
            NoSuchInstitution: when nobody has added it.
            TitleTaken: when its citation could be mistaken for another document's.
        """
        with self._begin() as uow:
            owner = _owner(uow, institution)
            same = uow.documents.same_as(digest, owner)
        if same is not None:
            return Added(same, new=False, masked=False)
        named, passages, masked = _masked(title or read.title, split(read.blocks))
        encoder = self._open_encoder()
        vectors = _vectors(encoder, named, passages)
        name = encoder.name if encoder else None
        new = NewDocument(named, owner, digest, read.pages, passages, vectors, name)
        with self._begin() as uow:
            if uow.documents.titled(named, owner) is not None:
                raise TitleTaken
            document = uow.documents.add(new, at)
            uow.audit.add(None, "add", "document", document.id, at)
            uow.commit()
        return Added(document, new=True, masked=masked)

    def all(self) -> list[Listed]:
        """List every document, by title."""
        with self._begin() as uow:
            return [_listed(uow, each) for each in uow.documents.all()]

    def remove(self, beginning: str, *, at: datetime) -> Document:
        """Delete the document whose number begins so.

        Raises:
            NoSuchDocument: when there is none, or more than one.
        """
        with self._begin() as uow:
            found = [each for each in uow.documents.all() if each.id.startswith(beginning)]
            if len(found) != 1 or len(beginning) < _SHORTEST_BEGINNING:
                raise NoSuchDocument
            uow.documents.remove(DocumentId(found[0].id))
            uow.audit.add(None, "remove", "document", found[0].id, at)
            uow.commit()
        return found[0]


def _owner(uow: UnitOfWork, institution: str | None) -> InstitutionId | None:
    if institution is None:
        return None
    owner = uow.institutions.find(institution)
    if owner is None:
        raise NoSuchInstitution
    return owner


def _listed(uow: UnitOfWork, document: Document) -> Listed:
    owner = document.institution_id
    return Listed(document, uow.institutions.name_of(owner) if owner else None)


def _masked(title: str, passages: Sequence[Passage]) -> tuple[str, list[Passage], bool]:
    """Mask title, headings and texts; tell whether anything was."""
    named = mask_hard_identifiers(" ".join(title.split()))
    masked, clean = bool(named.kinds), []
    for passage in passages:
        text, heading = mask_hard_identifiers(passage.text), mask_hard_identifiers(passage.heading)
        masked = masked or bool(text.kinds or heading.kinds)
        clean.append(replace(passage, text=text.text, heading=heading.text[:MAX_HEADING_LENGTH]))
    return named.text[:MAX_TITLE_LENGTH], clean, masked


def _vectors(
    encoder: SentenceEncoder | None, title: str, passages: Sequence[Passage]
) -> list[bytes] | None:
    if encoder is None:
        return None
    texts = [meaning_of(title, each) for each in passages]
    return [vector.tobytes() for vector in encoder.encode(texts, Role.PASSAGE)]


def meaning_of(title: str, passage: Passage) -> str:
    """Give the text that a passage's vector is made of: the title says what «den» refers to."""
    return "\n".join(filter(None, (title, passage.heading, passage.text)))
