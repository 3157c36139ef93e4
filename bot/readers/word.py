"""Word files: headings, paragraphs and tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table

from bot.domain_model.documents import Block, ReadDocument
from bot.readers.refusals import Damaged, Encrypted, TooLarge

_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"
"""How a container of Microsoft's begins: an older format, or a .docx that is encrypted."""
_MOST_UNPACKED = 400_000_000
"""Bytes; far more than any document, far less than what a malicious file can become."""


def read_word(content: bytes) -> ReadDocument:
    """Read a Word file.

    Raises:
        Damaged: when it is no Word file, or a broken one.
        Encrypted: when it is protected by a password.
        TooLarge: when it becomes huge when it is unpacked.
    """
    if content.startswith(_OLD_OR_ENCRYPTED):
        raise Encrypted("It is protected by a password, or of an old kind. Save it as .docx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise TooLarge
        document = docx.Document(io.BytesIO(content))
        title = document.core_properties.title.strip()
        blocks = tuple(_blocks(document))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, ParseError, SyntaxError) as error:
        raise Damaged from error
    if not title:
        title = _named(document)
    return ReadDocument(title, blocks)


def _style(paragraph: object) -> str:
    style = getattr(paragraph, "style", None)
    return str(getattr(style, "name", "") or "")


def _named(document: Document) -> str:
    titles = (each for each in document.paragraphs if _style(each) in ("Title", "Heading 1"))
    return next((each.text.strip() for each in titles if each.text.strip()), "")


def _blocks(document: Document) -> Iterator[Block]:
    heading = ""
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                # Cells that were joined come once for each of their columns.
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield Block(" – ".join(filter(None, cells)), heading)
        elif _style(item).startswith("Heading"):
            heading = item.text.strip()
        elif _style(item) != "Title":
            yield Block(item.text.strip(), heading)
