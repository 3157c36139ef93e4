"""Why a file cannot be used as a document: each reason once, with what can be done."""

from __future__ import annotations

from bot.domain_model.documents import DocumentRefused


class WrongKind(DocumentRefused):
    """Only Markdown (.md), text (.txt), PDF (.pdf) and Word (.docx) files can be read."""


class Unreadable(DocumentRefused):
    """It cannot be read."""


class Damaged(DocumentRefused):
    """It is damaged, or not the kind of file that its name says. Save it again and try anew."""


class Encrypted(DocumentRefused):
    """It is protected by a password. Save a copy without one."""


class Empty(DocumentRefused):
    """There are no words in it."""


class ScannedOnly(DocumentRefused):
    """It has pictures of pages but no text. Run it through text recognition (OCR) first."""


class TooLarge(DocumentRefused):
    """It is too large."""
