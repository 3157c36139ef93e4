"""From a file to its words, or to one sentence that says why it cannot be used."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain_model.documents import ReadDocument
from bot.readers.markdown import read_markdown
from bot.readers.pdf import read_pdf
from bot.readers.plain import read_plain
from bot.readers.refusals import Empty, TooLarge, Unreadable, WrongKind
from bot.readers.word import read_word

Reader = Callable[[bytes], ReadDocument]

READERS: Mapping[str, Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain,
    ".pdf": read_pdf,
    ".docx": read_word,
}
"""What is read, by how the file's name ends."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may be."""

    megabytes: int
    words: int


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read; two files with one digest are the same file."""

    digest: str
    document: ReadDocument


def read_file(path: Path, limits: Limits) -> ReadFile:
    """Read a document's words.

    Raises:
        DocumentRefused: when it cannot be used; the message says why and what can be done.
    """
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise WrongKind
    content = _content(path, limits)
    document = read(content)
    words = sum(len(block.text.split()) for block in document.blocks)
    if not words:
        raise Empty
    if words > limits.words:
        raise TooLarge(f"It has {words} words; KNOWLEDGE_MAX_WORDS allows {limits.words}.")
    title = document.title or _title_of(path)
    return ReadFile(
        hashlib.sha256(content).hexdigest(),
        ReadDocument(title, document.blocks, document.pages),
    )


def _content(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.megabytes * 1_000_000:
            raise TooLarge(
                f"It has {size / 1_000_000:.1f} MB; KNOWLEDGE_MAX_MEGABYTES allows"
                f" {limits.megabytes}."
            )
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"It cannot be read: {error.strerror or error}.") from error
    if not content.strip():
        raise Empty
    return content


def _title_of(path: Path) -> str:
    words = path.stem.replace("_", " ").replace("-", " ").split()
    return " ".join(words)
