"""A hand-over as a Word document, to print."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bot.services.handover_texts import Section

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_WORDS_NAME = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
"""What Word calls the languages."""


def write_document(title: str, note: str, sections: Sequence[Section], language: str) -> bytes:
    """Write a title, a note under it, and each section as a heading with a list.

    Word is told the language, or it marks every word as misspelt.
    """
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Refleks"
    document.styles["Normal"].font.size = Pt(11)
    for told in document.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), _WORDS_NAME[language])
    for page in document.sections:
        page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    document.add_heading(title, level=0)
    document.add_paragraph(note)
    for section in sections:
        document.add_heading(section.title, level=1)
        for line in section.lines:
            document.add_paragraph(line, style="List Bullet")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
