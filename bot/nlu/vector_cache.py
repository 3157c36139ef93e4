"""Keeps the vectors of examples between trainings: most examples are the same the next time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.encoders.sentence_encoder import SentenceEncoder, Vectors

_DIGEST_BYTES = 16


def encode_kept(encoder: SentenceEncoder, texts: Sequence[str], folder: Path) -> Vectors:
    """Encode `texts`, taking what `folder` keeps from the last time, and keep all of it there.

    The vectors are rounded to half precision, kept ones and new ones alike, so that a model does
    not depend on what was kept. A file that cannot be read is as good as none.
    """
    path = folder / f"vectors-{re.sub(r'[^a-z0-9.]+', '-', encoder.name.lower())}.npz"
    kept = _read(path)
    digests = [_digest(text) for text in texts]
    new = {key: text for key, text in zip(digests, texts, strict=True) if key not in kept}
    encoded = encoder.encode(list(new.values())).astype(np.float16)
    kept.update(zip(new, encoded, strict=True))
    vectors = np.stack([kept[key] for key in digests])
    if new or len(kept) > len(set(digests)):
        _write(path, digests, vectors)
    return vectors.astype(np.float32)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=_DIGEST_BYTES).digest()


def _read(path: Path) -> dict[bytes, NDArray[np.float16]]:
    try:
        with np.load(path, allow_pickle=False) as parts:
            digests, vectors = parts["digests"], parts["vectors"]
    except (OSError, BadZipFile, KeyError, ValueError, EOFError):
        return {}
    return dict(zip(map(bytes, digests), vectors, strict=True))


def _write(path: Path, digests: Sequence[bytes], vectors: NDArray[np.float16]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new.npz")
    keys = np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(-1, _DIGEST_BYTES)
    np.savez(fresh, digests=keys, vectors=vectors)
    fresh.replace(path)
