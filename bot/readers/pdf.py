"""PDF files: the text of each page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from bot.domain_model.documents import Block, ReadDocument
from bot.readers.refusals import Damaged, Encrypted, ScannedOnly

_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_HYPHEN_AT_LINE_END = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zæøå])")
_NOT_A_TITLE = re.compile(
    r"microsoft (?:word|powerpoint)|untitled|uten navn|\.(?:docx?|pdf|indd|pptx?)$", re.IGNORECASE
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_pdf(content: bytes) -> ReadDocument:
    """Read a PDF file.

    Raises:
        Damaged: when it is no PDF file, or a broken one.
        Encrypted: when a password is needed to open it.
        ScannedOnly: when no page has text.
    """
    # It warns of each odd object, with parts of the file.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with _damage():
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
    if locked:
        raise Encrypted
    with _damage():
        title = str((reader.metadata and reader.metadata.title) or "")
        pages = [page.extract_text() for page in reader.pages]
    blocks = tuple(_blocks(pages))
    if not blocks:
        raise ScannedOnly
    return ReadDocument("" if _NOT_A_TITLE.search(title) else title.strip(), blocks, len(pages))


@contextmanager
def _damage() -> Iterator[None]:
    """Call a file damaged that breaks the reader, in whatever way it does."""
    try:
        yield
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, NotImplementedError,
            OSError, RecursionError, TypeError, ValueError) as error:  # fmt: skip
        raise Damaged from error


def _blocks(pages: list[str]) -> Iterator[Block]:
    for number, text in enumerate(pages, start=1):
        whole = _HYPHEN_AT_LINE_END.sub("", _NOT_TEXT.sub("", text))
        for paragraph in _BETWEEN_PARAGRAPHS.split(whole):
            if paragraph.strip():
                yield Block(paragraph.strip(), page=number)
