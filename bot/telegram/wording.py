"""What a message says in the end: in parts, and with what the reader has to know about it."""

from __future__ import annotations

from datetime import datetime

from bot.domain_model.messages import OutgoingKind
from bot.domain_model.reminders import LATE_AFTER
from bot.services.outbox import REPEATED
from bot.services.ports.messages import Departure, Enclosed
from bot.telegram.rendering import CAPTION_LIMIT, PART_LIMIT, split_text
from bot.texts import Texts


class Wording:
    """Writes messages; with `content_free`, an address, nothing but that is said."""

    def __init__(self, texts: Texts, content_free: str | None) -> None:
        """Take the words from `texts`."""
        self._texts = texts
        self._content_free = content_free

    def parts(self, leaving: Departure, enclosed: Enclosed) -> list[str]:
        """Divide what a message says."""
        if leaving.kind is OutgoingKind.CHORE:
            return [leaving.text]
        if self._content_free and leaving.kind is not OutgoingKind.FAREWELL:
            address = self._content_free
            return [self._texts.get("telegram.content_free", leaving.language, address=address)]
        return split_text(enclosed.text, CAPTION_LIMIT if enclosed.file else PART_LIMIT)

    def next_part(self, leaving: Departure, parts: list[str], at: datetime) -> str:
        """Give the part that leaves at the time `at`; it says when it is repeated, or late."""
        said = [parts[min(leaving.parts_sent, len(parts) - 1)]]
        if leaving.reason == REPEATED:
            said.append(self._texts.get("telegram.repeated", leaving.language))
        if leaving.due_at and at - leaving.due_at >= LATE_AFTER:
            said.append(self._texts.get("telegram.late", leaving.language))
        return "\n\n".join(said)
