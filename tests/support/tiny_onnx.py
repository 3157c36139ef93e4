"""A sentence encoder in ONNX that is small enough to be written by hand: a word is a direction."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

_FLOAT, _INT64 = 1, 7


def write_tiny_encoder(
    folder: Path, words: dict[str, list[float]], prompts: dict[str, str]
) -> None:
    """Write an encoder that gives each of `words` its vector, and any other word nothing."""
    folder.mkdir(parents=True)
    table = np.array([[0.0] * len(next(iter(words.values()))), *words.values()], dtype=np.float32)
    (folder / "model.onnx").write_bytes(_model(table))
    known = {"[UNK]": 0, **{word: number for number, word in enumerate(words, 1)}}
    tokenizer = Tokenizer(WordLevel(known, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    told = json.dumps({"prompts": prompts})
    (folder / "config_sentence_transformers.json").write_text(told, encoding="utf-8")


def _model(table: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> bytes:
    """Write `last_hidden_state = table[input_ids]` as ONNX's protocol buffer."""
    rows, length = table.shape
    tensor = _number(1, rows) + _number(1, length) + _number(2, _FLOAT)
    tensor += _part(8, b"table") + _part(9, table.tobytes())
    gather = _part(1, b"table") + _part(1, b"input_ids") + _part(2, b"last_hidden_state")
    graph = _part(1, gather + _part(4, b"Gather")) + _part(2, b"tiny") + _part(5, tensor)
    graph += _part(11, _value(b"input_ids", _INT64, 2))
    graph += _part(12, _value(b"last_hidden_state", _FLOAT, 3))
    return _number(1, 8) + _part(8, _part(1, b"") + _number(2, 13)) + _part(7, graph)


def _value(name: bytes, kind: int, axes: int) -> bytes:
    shape = b"".join(_part(1, _part(2, b"axis%d" % axis)) for axis in range(axes))
    return _part(1, name) + _part(2, _part(1, _number(1, kind) + _part(2, shape)))


def _part(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _varint(value: int) -> bytes:
    written = bytearray()
    while value >= 0x80:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*written, value])
