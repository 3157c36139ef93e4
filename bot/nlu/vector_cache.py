"""Keeps the vectors of examples between trainings: most examples are the same the next time."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bot.encoders.choice import open_encoder
from bot.encoders.sentence_encoder import SentenceEncoder, Vectors
from bot.nlu.data_files import read_data
from bot.nlu.follow_up_sense import asks_by_sense, topics_by_sense
from bot.nlu.model_files import ModelUnusable, stored_arrays
from bot.nlu.sense_examples import learned_by_sense
from bot.settings import load_settings

FOLDER = "models"
_DIGEST_BYTES = 16
# Who comes second finds what the first has encoded, instead of doing it as well.
_one_at_a_time = Lock()


def encode_examples(root: Path) -> None:
    """Encode and keep all examples in `root`, so that a training that follows finds them.

    Vectors of what is no example any more are forgotten.

    Raises:
        BadDataFile: when they cannot be read.
        EncoderUnusable: when SENTENCE_ENCODER names no encoder that can be used.
    """
    data = read_data(root)
    told = learned_by_sense((each.text, each.label) for each in data.examples)
    texts = [text for text, _ in [*told, *asks_by_sense(data.follow_ups)]]
    texts += [each.text for each in topics_by_sense(data.follow_ups)]
    encoder = open_encoder(load_settings().sentence_encoder, os.cpu_count() or 1)
    if encoder is not None:
        encode_kept(encoder, texts, root / FOLDER, forget=True)


def encode_kept(
    encoder: SentenceEncoder, texts: Sequence[str], folder: Path, *, forget: bool = False
) -> Vectors:
    """Encode `texts`, taking what `folder` keeps from the last time, and keep all of it there.

    With `forget`, what was kept of other texts is kept no longer.

    The vectors are rounded to half precision, kept ones and new ones alike, so that a model does
    not depend on what was kept. A file that cannot be read is as good as none.
    """
    path = folder / f"vectors-{re.sub(r'[^a-z0-9.]+', '-', encoder.name.lower())}.npz"
    with _one_at_a_time:
        return _encode_kept(encoder, texts, path, forget)


def _encode_kept(
    encoder: SentenceEncoder, texts: Sequence[str], path: Path, forget: bool
) -> Vectors:
    kept = _read(path)
    digests = [_digest(text) for text in texts]
    new = {key: text for key, text in zip(digests, texts, strict=True) if key not in kept}
    encoded = encoder.encode(list(new.values())).astype(np.float16)
    kept.update(zip(new, encoded, strict=True))
    vectors: Vectors = np.stack([kept[key] for key in digests]).astype(np.float32)
    if forget and len(kept) > len(set(digests)):
        kept = {key: kept[key] for key in digests}
        _write(path, kept)
    elif new:
        _write(path, kept)
    return vectors


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=_DIGEST_BYTES).digest()


def _read(path: Path) -> dict[bytes, NDArray[np.float16]]:
    try:
        with stored_arrays(path) as parts:
            digests, vectors = parts["digests"], parts["vectors"]
    except ModelUnusable:
        return {}
    return dict(zip(map(bytes, digests), vectors, strict=True))


def _write(path: Path, kept: Mapping[bytes, NDArray[np.float16]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new.npz")
    keys = np.frombuffer(b"".join(kept), dtype=np.uint8).reshape(-1, _DIGEST_BYTES)
    np.savez(fresh, digests=keys, vectors=np.stack(list(kept.values())))
    fresh.replace(path)
