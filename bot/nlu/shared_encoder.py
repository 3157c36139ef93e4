"""One sentence encoder for all components of a process, which encodes a message once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.encoders.choice import open_encoder
from bot.encoders.sentence_encoder import Role, SentenceEncoder, Vectors


@cache
def shared_encoder(setting: str) -> SentenceEncoder | None:
    """Give the encoder that SENTENCE_ENCODER names, loaded on first use; None for none.

    Raises:
        EncoderUnusable: as `open_encoder` does.
    """
    encoder = open_encoder(setting)
    return None if encoder is None else RememberingEncoder(encoder)


class RememberingEncoder:
    """Gives again what it gave last: components ask for the same message one after the other."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        """Ask `encoder` for what was not asked just now."""
        self._encoder = encoder
        self._last: tuple[tuple[Sequence[str], Role], Vectors] | None = None

    @property
    def name(self) -> str:
        """Which model it is."""
        return self._encoder.name

    @property
    def dimensions(self) -> int:
        """How long a vector is."""
        return self._encoder.dimensions

    def encode(self, texts: Sequence[str], role: Role = Role.QUERY) -> Vectors:
        """Give a unit vector for each text, in their order; may be called from any thread."""
        asked, last = (tuple(texts), role), self._last
        if last is None or last[0] != asked:
            last = self._last = (asked, self._encoder.encode(texts, role))
        return last[1]
