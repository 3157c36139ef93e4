"""How what was learned is kept: arrays in a file, without pickle, so that reading runs no code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.domain_model.errors import RefleksError


class ModelUnusable(RefleksError):
    """A stored model cannot be read; train again with «make train»."""


@contextmanager
def stored_arrays(path: Path) -> Iterator[Mapping[str, NDArray[Any]]]:
    """Give the arrays that `numpy.savez` has written to `path`, by name.

    Raises:
        ModelUnusable: when the file is missing, damaged or something else; also when what is
            done with the arrays shows it.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            yield arrays
    except (OSError, BadZipFile, KeyError, ValueError, EOFError) as problem:
        raise ModelUnusable from problem
