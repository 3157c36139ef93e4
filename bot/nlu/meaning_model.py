"""Which label a message means by its whole sense, whatever words it uses.

Kernel ridge regression over sentence vectors: each label learns, from every example at once, how
much nearness to that example speaks for it. It is solved in one step, in seconds, and a message
that is near nothing gets low figures everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from bot.encoders.sentence_encoder import Vectors
from bot.nlu.model_files import stored_arrays

_RAREST_COUNTS = 3.0
"""How much more than others an example of a rare label counts at most."""


@dataclass(frozen=True, slots=True)
class MeaningSettings:
    """What may be turned in `config.yml`; the defaults did best on held-out messages."""

    sharpness: float = 2.5
    """How fast an example's say fades with its distance."""
    smoothing: float = 0.1
    """How little a single example is believed."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the sense of one message speaks for; one figure a label, in the order of `labels`."""

    figures: Vectors
    """About 1 where the label is surely meant, about 0 elsewhere."""
    nearest: Vectors
    """The cosine to the label's nearest example."""


@dataclass(frozen=True, slots=True)
class MeaningModel:
    """Examples as vectors, and what each of them says for each label."""

    labels: tuple[str, ...]
    encoder: str
    """Whose vectors these are."""
    sharpness: float
    mean: Vectors
    examples: Vectors
    """Those of the first label, then those of the second, and so on."""
    first: NDArray[np.int64]
    """Where each label's examples begin."""
    weights: Vectors

    @classmethod
    def fit(
        cls, vectors: Vectors, labels: Sequence[str], encoder: str, settings: MeaningSettings
    ) -> MeaningModel:
        """Learn from the unit `vectors` of examples; the same always gives the same model."""
        order = np.argsort(np.array(labels), kind="stable")
        names, first, of_example, counts = np.unique(
            np.array(labels)[order], return_index=True, return_inverse=True, return_counts=True
        )
        mean = vectors.mean(axis=0)
        examples = _centred(vectors[order], mean)
        nearness = _nearness(examples @ examples.T, settings.sharpness)
        say = np.minimum(len(labels) / (len(names) * counts), _RAREST_COUNTS)[of_example]
        nearness[np.diag_indices(len(labels))] += settings.smoothing / say
        meant = np.zeros((len(labels), len(names)), dtype=np.float32)
        meant[np.arange(len(labels)), of_example] = 1
        factor = cho_factor(nearness, overwrite_a=True, check_finite=False)
        weights = cho_solve(factor, meant, check_finite=False).astype(np.float32)
        known = tuple(str(name) for name in names)
        return cls(known, encoder, settings.sharpness, mean, examples, first, weights)

    def judge(self, vector: Vectors) -> Opinion:
        """Say what a message with this unit vector means."""
        # Not «@», whose threads wait for each other where the machine has other work.
        centred = _centred(vector[None], self.mean)[0]
        cosines: Vectors = np.einsum("ij,j->i", self.examples, centred)
        return Opinion(
            np.einsum("i,ij->j", _nearness(cosines, self.sharpness), self.weights),
            np.maximum.reduceat(cosines, self.first),
        )

    def save(self, path: Path) -> None:
        """Write the model to `path`."""
        np.savez(
            path,
            labels=np.array(self.labels),
            encoder=np.array(self.encoder),
            sharpness=np.array(self.sharpness),
            mean=self.mean,
            examples=self.examples.astype(np.float16),
            first=self.first,
            weights=self.weights,
        )

    @classmethod
    def load(cls, path: Path) -> MeaningModel:
        """Read what `save` wrote.

        Raises:
            ModelUnusable: when the file is missing, damaged or something else.
        """
        with stored_arrays(path) as parts:
            return cls(
                tuple(str(label) for label in parts["labels"]),
                str(parts["encoder"]),
                float(parts["sharpness"]),
                parts["mean"],
                parts["examples"].astype(np.float32),
                parts["first"],
                parts["weights"],
            )


def _centred(vectors: Vectors, mean: Vectors) -> Vectors:
    """Take away what all sentences share, and give unit vectors again."""
    moved = vectors - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    centred: Vectors = (moved / np.maximum(lengths, 1e-12)).astype(np.float32)
    return centred


def _nearness(cosines: Vectors, sharpness: float) -> Vectors:
    near: Vectors = np.exp(sharpness * (cosines - 1)).astype(np.float32)
    return near
