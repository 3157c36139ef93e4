"""Text files: paragraphs with empty lines between them."""

from __future__ import annotations

import re

from bot.domain_model.documents import Block, ReadDocument
from bot.readers.refusals import Damaged

_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_plain(content: bytes) -> ReadDocument:
    """Read a text file.

    Raises:
        Damaged: when it holds something else than text.
    """
    paragraphs = _BETWEEN_PARAGRAPHS.split(decode(content))
    return ReadDocument("", tuple(Block(each.strip()) for each in paragraphs if each.strip()))


def decode(content: bytes) -> str:
    """Give the text of a file: UTF-8, or what older Norwegian Windows programs write.

    Raises:
        Damaged: when it holds something else than text.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if _NOT_TEXT.search(text):
        raise Damaged
    return text.replace("\r\n", "\n").replace("\r", "\n")
