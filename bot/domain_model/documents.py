"""An institution's own documents: what is read of a file, and the passages it is split into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.domain_model.actors import Actor, InstitutionId
from bot.domain_model.errors import RefleksError

DocumentId = NewType("DocumentId", str)

PASSAGE_WORDS = 120
"""About what fits on a phone and still has its context; a passage is what is found and cited."""
OVERLAP_WORDS = 24
"""What two passages share, so that a sentence on their border is whole in one of them."""
MAX_TITLE_LENGTH = 200
MAX_HEADING_LENGTH = 200

_SENTENCE_END = re.compile(r"[.!?:][»\"')\]]*\Z")


class DocumentRefused(RefleksError):
    """The document cannot be used."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item as it stands in a file, under its heading, on its page."""

    text: str
    heading: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a reader found in a file; `title` is empty when the file does not say."""

    title: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    """How many pages it has; None for kinds of files that have none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that is short enough to be cited."""

    text: str
    heading: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that answers can be searched in; without an institution it is for everybody."""

    id: DocumentId
    title: str
    institution_id: InstitutionId | None
    pages: int | None
    passages: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentScope:
    """Whose documents somebody may read: those for everybody, and those of one institution."""

    institution: InstitutionId | None = None

    def admits(self, document: Document) -> bool:
        """Tell whether `document` may be read."""
        return document.institution_id is None or document.institution_id == self.institution


def document_scope(actor: Actor) -> DocumentScope:
    """Say which documents `actor` may read; partners and coordinators read their institution's."""
    works_there = actor.partner_id is not None or actor.coordinates
    return DocumentScope(actor.institution_id if works_there else None)


def split(blocks: Iterable[Block]) -> list[Passage]:
    """Split a document into passages of about PASSAGE_WORDS words.

    A passage never goes across a heading or a page. It ends with a paragraph where that is near,
    otherwise with a sentence, otherwise with a word.
    """
    passages: list[Passage] = []
    for section in _sections(blocks):
        heading, page = section[0].heading[:MAX_HEADING_LENGTH], section[0].page
        words = [word for block in section for word in _words(block)]
        passages += [Passage(_joined(part), heading, page) for part in _parts(words)]
    return passages


def _sections(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    section: list[Block] = []
    for block in blocks:
        if not block.text.strip():
            continue
        if section and (block.heading, block.page) != (section[0].heading, section[0].page):
            yield section
            section = []
        section.append(block)
    if section:
        yield section


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    ends: int
    """How good a place after it is to end a passage: 0 in a sentence, 1 after it, 2 after all."""


def _words(block: Block) -> list[_Word]:
    words = block.text.split()
    last = len(words) - 1
    return [
        _Word(word, 2 if at == last else int(bool(_SENTENCE_END.search(word))))
        for at, word in enumerate(words)
    ]


def _parts(words: Sequence[_Word]) -> Iterator[Sequence[_Word]]:
    start = 0
    # A rest that is hardly longer than a passage stays whole: nobody cites a half sentence.
    while len(words) - start > PASSAGE_WORDS + OVERLAP_WORDS:
        end = _best_end(words, start)
        yield words[start:end]
        start = _next_start(words, end)
    yield words[start:]


def _best_end(words: Sequence[_Word], start: int) -> int:
    near = range(start + PASSAGE_WORDS, start + PASSAGE_WORDS // 2, -1)
    return max(near, key=lambda end: (words[end - 1].ends, end))


def _next_start(words: Sequence[_Word], end: int) -> int:
    near = range(end - OVERLAP_WORDS, end)
    # Begin with the first whole sentence of what is shared, or else with a word.
    return next((at for at in near if words[at - 1].ends), near[0])


def _joined(words: Sequence[_Word]) -> str:
    text = "".join(word.text + ("\n" if word.ends == 2 else " ") for word in words)
    return text.strip()
