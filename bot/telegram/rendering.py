"""How our messages look in Telegram: plain text in parts that fit, buttons under the last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

TEXT_LIMIT = 4096
"""UTF-16 code units of one message."""
PART_LIMIT = TEXT_LIMIT - 96
"""What we fill of it: the rest is for the line that says that a part is sent again."""
CAPTION_LIMIT = 1024 - 96
"""The same for the text under a file."""
BUTTON_PREFIX = "b:"
_ROW_WIDTH = 32
_ROW_LENGTH = 3
_NOT_TOO_SHORT = 4
"""A part may end early, at a better place, if it then has at least this share of the limit."""

_ENDS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])[»”\")]*\s"),
    re.compile(r"\s"),
)
"""Where a text may be divided, the best first."""
_JOINERS = "\u200d\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def utf16_length(text: str) -> int:
    """Count as Telegram does: a character beyond the basic plane, such as an emoji, is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def split_text(text: str, limit: int = PART_LIMIT) -> list[str]:
    """Divide a text into parts that fit, after a paragraph, a line, a sentence or a word."""
    parts: list[str] = []
    rest = text.strip()
    while utf16_length(rest) > limit:
        cut = _best_cut(rest, _longest_prefix(rest, limit))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest or not parts else parts


def _longest_prefix(text: str, limit: int) -> int:
    """Give the number of characters that fit; there are more than fit."""
    units = place = 0
    while units <= limit:
        units += utf16_length(text[place])
        place += 1
    return place - 1


def _best_cut(text: str, longest: int) -> int:
    # One more character is looked at: a space right behind a full part is a good end too.
    window = text[: longest + 1]
    for end in _ENDS:
        cuts = [match.end() for match in end.finditer(window) if match.start() <= longest]
        if cuts and cuts[-1] >= longest // _NOT_TOO_SHORT:
            return cuts[-1]
    return _between_characters(text, longest)


def _between_characters(text: str, cut: int) -> int:
    """Move a cut out of a character that is written as several, such as a family of emoji."""
    place = cut
    while place > 0 and (
        text[place] in _JOINERS or text[place - 1] == "\u200d" or ord(text[place]) in _SKIN_TONES
    ):
        place -= 1
    return place or cut


def keyboard(buttons: Sequence[tuple[str, str]]) -> InlineKeyboardMarkup | None:
    """Lay buttons, each a title and a token, out in rows of as many as can be read there."""
    rows: list[list[InlineKeyboardButton]] = []
    width = 0
    for title, token in buttons:
        width += len(title)
        if not rows or width > _ROW_WIDTH or len(rows[-1]) == _ROW_LENGTH:
            rows.append([])
            width = len(title)
        rows[-1].append(InlineKeyboardButton(title, callback_data=BUTTON_PREFIX + token))
    return InlineKeyboardMarkup(rows) if rows else None


def mark_choice(shown: str | None, choice: str) -> str | None:
    """Put the choice under the text of its message; None when that cannot be done."""
    if not shown:
        return None
    marked = f"{shown}\n\n{choice}"
    return marked if utf16_length(marked) <= TEXT_LIMIT else None
