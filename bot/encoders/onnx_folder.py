"""Any sentence encoder in ONNX, from a folder as sentence-transformers keeps them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from bot.encoders.sentence_encoder import EncoderUnusable, Role, Vectors, in_batches

_MODELS = ("model.onnx", "onnx/model.onnx")
_TOKENIZER = "tokenizer.json"
_PROMPTS = "config_sentence_transformers.json"
_POOLING = "1_Pooling/config.json"
_POOLED = "sentence_embedding"
_LONGEST = 512


class OnnxEncoder:
    """Runs the folder's `model.onnx` on texts cut by its `tokenizer.json`.

    What is put before a text is read from `config_sentence_transformers.json` and how its tokens
    become one vector from `1_Pooling/config.json`; without them nothing and the mean.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load the model; it computes on so many `threads`.

        Raises:
            EncoderUnusable: when the folder or the packages of the extra `onnx` are not there.
        """
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise EncoderUnusable(
                f"{error.name} is missing; it comes with refleks[onnx]."
            ) from error
        model = next((folder / name for name in _MODELS if (folder / name).is_file()), None)
        if model is None:
            raise EncoderUnusable(f"There is no model.onnx in {folder}.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        try:
            self._session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
        except Exception as error:  # both raise plain Exception, with a sentence in it
            raise EncoderUnusable(f"The encoder in {folder} cannot be read: {error}") from error
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.enable_padding()
        self._prompts = _read(folder / _PROMPTS).get("prompts") or {}
        self._first_token = bool(_read(folder / _POOLING).get("pooling_mode_cls_token"))
        self._name = f"onnx-{folder.resolve().name}-{model.stat().st_size}"
        self._lock = Lock()
        self._dimensions = self._run([""]).shape[1]

    @property
    def name(self) -> str:
        """Which model it is."""
        return self._name

    @property
    def dimensions(self) -> int:
        """How long a vector is."""
        return int(self._dimensions)

    def encode(self, texts: Sequence[str], role: Role = Role.QUERY) -> Vectors:
        """Give a unit vector for each text, in their order; may be called from any thread."""
        prompt = self._prompts.get(role.value, "")
        with self._lock:
            return in_batches([prompt + text for text in texts], self.dimensions, self._run)

    def _run(self, texts: Sequence[str]) -> Vectors:
        cut = self._tokenizer.encode_batch(list(texts))
        mask = np.array([each.attention_mask for each in cut], dtype=np.int64)
        known = {
            "input_ids": np.array([each.ids for each in cut], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([each.type_ids for each in cut], dtype=np.int64),
        }
        asked = {each.name: known[each.name] for each in self._session.get_inputs()}
        names = [each.name for each in self._session.get_outputs()]
        wanted = _POOLED if _POOLED in names else names[0]
        (found,) = self._session.run([wanted], asked)
        return _unit(found if found.ndim == 2 else self._pooled(found, mask))

    def _pooled(self, tokens: Any, mask: Any) -> Any:
        if self._first_token:
            return tokens[:, :1].sum(axis=1)  # also where there is no token at all
        weights = mask[:, :, None].astype(np.float32)
        return (tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)


def _read(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise EncoderUnusable(f"{path} cannot be read: {error}") from error
    return read if isinstance(read, dict) else {}


def _unit(vectors: Any) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
