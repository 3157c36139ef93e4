"""What Refleks asks of a sentence encoder, and what every one of them shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.domain_model.errors import CannotStart

Vectors = NDArray[np.float32]
"""A row of length one for each text; rows of one encoder are compared by their inner product."""
_BATCH = 64


class EncoderUnusable(CannotStart):
    """The sentence encoder cannot be used. See SENTENCE_ENCODER in docs/configuration.md."""


class Role(StrEnum):
    """What a text is to the search: encoders of the E5 family tell the two apart."""

    QUERY = "query"
    """What somebody asks or says; also what is compared with its likes."""
    PASSAGE = "passage"
    """A text that is searched."""


class SentenceEncoder(Protocol):
    """Turns texts into vectors that lie near each other when the texts mean the same."""

    @property
    def name(self) -> str:
        """Which model it is; vectors of encoders with different names are never compared."""

    @property
    def dimensions(self) -> int:
        """How long a vector is."""

    def encode(self, texts: Sequence[str], role: Role = Role.QUERY) -> Vectors:
        """Give a unit vector for each text, in their order; may be called from any thread."""


def in_batches(
    texts: Sequence[str], dimensions: int, encode: Callable[[Sequence[str]], Vectors]
) -> Vectors:
    """Encode `texts` some at a time, those of one length together, and keep their order."""
    vectors = np.zeros((len(texts), dimensions), dtype=np.float32)
    by_length = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    for start in range(0, len(texts), _BATCH):
        batch = by_length[start : start + _BATCH]
        vectors[batch] = encode([texts[index] for index in batch])
    return vectors
