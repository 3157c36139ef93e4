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

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.linear_model import LogisticRegression

from bot.domain_model.errors import RefleksError
from bot.nlu.folding import fold
from bot.nlu.model_files import stored_arrays
from bot.nlu.unknown_names import with_one_name
from bot.nlu.vocabulary import Floats, Kind, Vocabulary

_NEAR_ENOUGH = 0.1
"""How exactly the weights are found: a thousandth of it takes twice as long and changes no
decision on the held-out messages."""


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


@dataclass(frozen=True, slots=True)
class TopicModel:
    """A trained classifier; `rank` is all that the pipeline asks of it."""

    labels: tuple[str, ...]
    words: Vocabulary
    pieces: Vocabulary
    weights: NDArray[np.float16]
    """A row for each word, then for each piece: a message has a few hundred of them."""
    bias: Floats
    names: frozenset[str] = frozenset()
    """The folded names in place of which the examples hold one."""

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        settings: TopicModelSettings,
        names: frozenset[str] = frozenset(),
    ) -> TopicModel:
        """Learn from examples, each of `names` as one; the same give the same model always.

        Raises:
            NothingToLearn: when there are fewer than three labels.
        """
        if len(set(labels)) < 3:
            raise NothingToLearn
        folded = [fold(with_one_name(text, names)) for text in texts]
        words, by_words = Vocabulary.learn(Kind.WORDS, settings.word_ngrams, folded)
        pieces, by_pieces = Vocabulary.learn(Kind.PIECES, settings.piece_ngrams, folded)
        classifier = LogisticRegression(
            C=settings.strength,
            class_weight="balanced",
            solver="liblinear",
            multi_class="ovr",
            dual=True,
            max_iter=1000,
            tol=_NEAR_ENOUGH,
            random_state=settings.seed,
        ).fit(hstack([by_words, by_pieces], "csr"), list(labels))
        return cls(
            tuple(str(label) for label in classifier.classes_),
            words,
            pieces,
            np.ascontiguousarray(classifier.coef_.T, dtype=np.float16),
            classifier.intercept_.astype(np.float32),
            names,
        )

    def known_words(self) -> frozenset[str]:
        """Give the folded words that it has learned from."""
        return frozenset(run for run in self.words.known() if " " not in run)

    def figures(self, text: str) -> Floats:
        """Give a figure between 0 and 1 for each of `labels`; they need not sum to one."""
        folded = fold(text)
        words, counts_of_words = self.words.weigh(folded)
        pieces, counts_of_pieces = self.pieces.weigh(folded)
        rows = np.concatenate([words, pieces + len(self.words)])
        counts = np.concatenate([counts_of_words, counts_of_pieces])
        # Not «@»: for so little, threads wait for each other longer than they work.
        weighed = np.einsum("i,ij->j", counts, self.weights[rows].astype(np.float32))
        found: Floats = 1.0 / (1.0 + np.exp(-(weighed + self.bias)))
        return found

    def rank(self, text: str) -> list[RankedLabel]:
        """Give every label with its figure, surest first."""
        return ranked(self.labels, self.figures(text))

    def save(self, path: Path) -> None:
        """Write the model to `path`."""
        np.savez(
            path,
            labels=np.array(self.labels),
            weights=self.weights,
            bias=self.bias,
            names=np.array(sorted(self.names), dtype=np.str_),
            **self.words.parts(),
            **self.pieces.parts(),
        )

    @classmethod
    def load(cls, path: Path) -> TopicModel:
        """Read what `save` wrote.

        Raises:
            ModelUnusable: when the file is missing, damaged or something else.
        """
        with stored_arrays(path) as parts:
            return cls(
                tuple(str(label) for label in parts["labels"]),
                Vocabulary.of_parts(Kind.WORDS, parts),
                Vocabulary.of_parts(Kind.PIECES, parts),
                parts["weights"],
                parts["bias"],
                frozenset(str(name) for name in parts["names"]),
            )


def ranked(labels: Sequence[str], figures: NDArray[np.floating[Any]]) -> list[RankedLabel]:
    """Put `labels` in order, surest first."""
    paired = zip(labels, figures.tolist(), strict=True)
    return sorted(
        (RankedLabel(name, figure) for name, figure in paired),
        key=lambda label: (-label.confidence, label.name),
    )
