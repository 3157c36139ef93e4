"""Small files of each kind that can be read, made for a test."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
from pypdf import PdfReader, PdfWriter


def pdf(pages: Sequence[str], *, title: str = "", password: str = "", owner: str = "") -> bytes:
    """Make a PDF file; each page has the lines of its text, or nothing at all."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1"
               b"/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]  # fmt: skip
    kids = []
    for text in pages:
        lines = b"".join(
            b"(" + line.encode("cp1252") + b") Tj 0 -14 Td " for line in text.split("\n")
        )
        stream = b"BT /F1 11 Tf 50 780 Td " + lines + b"ET" if text else b""
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (len(objects) + 2)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    body = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(objects) + 1, len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    body += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, start)
    return _rewritten(body, title, password, owner)


def _rewritten(body: bytes, title: str, password: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(body)))
    if title:
        writer.add_metadata({"/Title": title})
    if password or owner:
        writer.encrypt(password, owner or None, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def word(content: Sequence[tuple[str, str]], *, title: str = "") -> bytes:
    """Make a Word file of paragraphs, each with the name of its style."""
    document = docx.Document()
    document.core_properties.title = title
    for style, text in content:
        if style == "Table":
            table = document.add_table(rows=0, cols=2)
            for cell, words in zip(table.add_row().cells, text.split("|"), strict=True):
                cell.text = words
        else:
            document.add_paragraph(text, style=style)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def write(folder: Path, name: str, content: bytes | str) -> Path:
    """Write a file and give its path."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
