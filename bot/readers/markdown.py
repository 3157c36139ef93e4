"""Markdown files: headings, paragraphs, list items and tables, without their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.domain_model.documents import Block, ReadDocument
from bot.readers.plain import decode

_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)?---\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_WORDS = {"text", "code_inline"}
_BREAKS = {"softbreak", "hardbreak"}


def read_markdown(content: bytes) -> ReadDocument:
    """Read a Markdown file; its title is that of its front matter, or its first heading.

    Raises:
        Damaged: when it holds something else than text.
    """
    text = decode(content)
    front = _FRONT_MATTER.match(text)
    named = _TITLE.search(front[0]) if front else None
    tokens = MarkdownIt("commonmark").enable("table").parse(text[front.end() :] if front else text)
    first = next(_headings(tokens), "")
    return ReadDocument(named[1] if named else first, tuple(_blocks(tokens, first)))


def _headings(tokens: list[Token]) -> Iterator[str]:
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            yield _plain(inside)


def _blocks(tokens: list[Token], title: str) -> Iterator[Block]:
    heading, in_heading = "", False
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            in_heading = token.type == "heading_open"
        elif in_heading:
            told = _plain(token)
            # The title stands in every citation already.
            heading = "" if told == title else told
        elif token.type == "inline":
            yield Block(_plain(token), heading)
        elif token.type in ("fence", "code_block"):
            yield Block(token.content, heading)


def _plain(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in _WORDS:
            parts.append(child.content)
        elif child.type in _BREAKS:
            parts.append(" ")
        elif child.type == "image":
            parts.append(_plain(child))
    return "".join(parts).strip()
