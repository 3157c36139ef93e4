"""A sentence encoder without a model: texts with the same words are near each other."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from bot.encoders.sentence_encoder import Role, Vectors


class WordEncoder:
    """Counts words, each in a place of its own; `same` makes different words mean the same."""

    name = "words"
    dimensions = 256

    def __init__(self, same: dict[str, str] | None = None) -> None:
        self._same = same or {}

    def encode(self, texts: Sequence[str], role: Role = Role.QUERY) -> Vectors:
        assert role in Role
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.casefold().replace(".", " ").split():
                meant = self._same.get(word, word)
                vectors[row, crc32(meant.encode()) % self.dimensions] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
