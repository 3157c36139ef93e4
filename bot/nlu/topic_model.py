"""Which label a message most resembles: one flat classifier over intents and topics.

Linear, over words and over pieces of words, because misspellings and dialects change words but
leave most of their pieces. It is one-versus-rest: each label answers «is it mine?» on its own, so
that a message like nothing we know gets a low figure everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

# skops looks through every imported module when it is imported: before TensorFlow it is quick.
import skops.io
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from skops.io.exceptions import UntrustedTypesFoundException

from bot.domain_model.errors import RefleksError
from bot.nlu.folding import fold

_WORD = r"\w+|\?"
_TRUSTED = ("scipy.sparse._csr.csr_matrix",)


class TopicModelUnusable(RefleksError):
    """The stored topic model cannot be read; train again with «make train»."""


class NothingToLearn(RefleksError):
    """The topic model needs examples of at least three labels."""


@dataclass(frozen=True, slots=True)
class RankedLabel:
    """How sure the model is of a label, between 0 and 1."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TopicModelSettings:
    """What may be turned in `config.yml`; the defaults did best in cross-validation."""

    word_ngrams: tuple[int, int] = (1, 2)
    piece_ngrams: tuple[int, int] = (2, 5)
    strength: float = 20.0
    seed: int = 20261121


class TopicModel:
    """A trained classifier; `rank` is all that the pipeline asks of it."""

    def __init__(
        self, words: TfidfVectorizer, pieces: TfidfVectorizer, classifier: LogisticRegression
    ) -> None:
        """Take the parts that `fit` made or `load` read."""
        self._words = words
        self._pieces = pieces
        self._classifier = classifier
        # A row for each feature: a message has a few hundred, and only their rows are read.
        self._weights = np.ascontiguousarray(classifier.coef_.T)
        self.labels = tuple(str(label) for label in classifier.classes_)

    @classmethod
    def fit(
        cls, texts: Sequence[str], labels: Sequence[str], settings: TopicModelSettings
    ) -> TopicModel:
        """Learn from examples; the same examples always give the same model.

        Raises:
            NothingToLearn: when there are fewer than three labels.
        """
        if len(set(labels)) < 3:
            raise NothingToLearn
        words = TfidfVectorizer(
            ngram_range=settings.word_ngrams, sublinear_tf=True, token_pattern=_WORD
        )
        pieces = TfidfVectorizer(
            ngram_range=settings.piece_ngrams, analyzer="char_wb", sublinear_tf=True
        )
        folded = [fold(text) for text in texts]
        features = hstack([words.fit_transform(folded), pieces.fit_transform(folded)], "csr")
        classifier = LogisticRegression(
            C=settings.strength,
            class_weight="balanced",
            solver="liblinear",
            multi_class="ovr",
            dual=True,
            max_iter=1000,
            random_state=settings.seed,
        ).fit(features, list(labels))
        # Half the file and the same answers; in the order that `rank` reads.
        classifier.coef_ = classifier.coef_.astype("float32", order="F")
        return cls(words, pieces, classifier)

    def figures(self, text: str) -> NDArray[np.float64]:
        """Give a figure between 0 and 1 for each of `labels`; they need not sum to one."""
        folded = [fold(text)]
        features: csr_matrix = hstack(
            [self._words.transform(folded), self._pieces.transform(folded)], "csr"
        )
        weighted = features.data.astype(self._weights.dtype) @ self._weights[features.indices]
        scores = weighted + self._classifier.intercept_
        found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-scores))
        return found

    def rank(self, text: str) -> list[RankedLabel]:
        """Give every label with its figure, surest first."""
        return ranked(self.labels, self.figures(text))

    def save(self, path: Path) -> None:
        """Write the model to `path`; no pickle, so that reading it runs nobody's code."""
        parts: dict[str, Any] = {
            "words": self._words,
            "pieces": self._pieces,
            "classifier": self._classifier,
        }
        skops.io.dump(parts, path)

    @classmethod
    def load(cls, path: Path) -> TopicModel:
        """Read what `save` wrote.

        Raises:
            TopicModelUnusable: when the file is missing, damaged or holds other types.
        """
        try:
            parts = skops.io.load(path, trusted=list(_TRUSTED))
            return cls(parts["words"], parts["pieces"], parts["classifier"])
        except (OSError, BadZipFile, KeyError, UntrustedTypesFoundException) as problem:
            raise TopicModelUnusable from problem


def ranked(labels: Sequence[str], figures: NDArray[np.floating[Any]]) -> list[RankedLabel]:
    """Put `labels` in order, surest first."""
    paired = zip(labels, figures.tolist(), strict=True)
    return sorted(
        (RankedLabel(name, figure) for name, figure in paired),
        key=lambda label: (-label.confidence, label.name),
    )
