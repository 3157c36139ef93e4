"""What a message resembles by its words, and, where they leave it open, also by its sense."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.domain_model.intents import UNDERSTOOD_AS
from bot.encoders.sentence_encoder import SentenceEncoder
from bot.nlu.meaning_model import MeaningModel, MeaningSettings, Opinion
from bot.nlu.topic_model import RankedLabel, TopicModel, ranked
from bot.nlu.unknown_names import with_known_names
from bot.nlu.vector_cache import encode_kept
from bot.nlu.vocabulary import Floats

_FOREIGN = ("out_of_scope", "inform")
_PLANNED = "schedule_visit"
_STEEP, _MIDDLE = 8.0, 0.4
"""Bring the figures of the two models, which mean different things, to one scale."""
_LONGEST = 90
"""Characters that are enough to tell what is asked, and are encoded in time."""
_SMALLEST = 1e-3

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Understanding:
    """Every label with its figure, surest first, and what tells how far that can be trusted.

    Signals of the words alone are `figure` (the logarithm of the best label's) and `margin` (how
    far it is before the second). Where the sense was asked they are `margin`, `meant` (what the
    sense alone says for the best label), `near_foreign` (the cosine to the nearest example of
    what we cannot answer) and `foreign` (the logarithm of the figure for that).
    """

    ranking: list[RankedLabel]
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Examples:
    """What to learn from."""

    texts: Sequence[str]
    labels: Sequence[str]


def learn_meaning(
    examples: Examples, encoder: SentenceEncoder, settings: MeaningSettings, kept: Path
) -> MeaningModel:
    """Learn what examples mean by their sense; the folder `kept` keeps their vectors."""
    vectors = encode_kept(encoder, examples.texts, kept)
    return MeaningModel.fit(vectors, examples.labels, encoder.name, settings)


class TwoOpinions:
    """Asks the words first, and the sense where no label is surer than `ask_below`.

    The sense understands more, and costs ten times as long: most messages do without it.
    """

    def __init__(
        self,
        words: TopicModel,
        meaning: MeaningModel | None,
        encoder: SentenceEncoder | None,
        ask_below: float,
    ) -> None:
        """Take what was learned; without an encoder that fits, the words decide alone."""
        self._words = words
        self._known = words.known_words()
        self._ask_below = ask_below
        self._meaning = meaning if encoder and _fits(words, meaning, encoder) else None
        self._encoder = encoder
        self._labels = [name for name in words.labels if name not in UNDERSTOOD_AS]
        self._place = [self._labels.index(UNDERSTOOD_AS.get(name, name)) for name in words.labels]
        self._foreign = [i for i, name in enumerate(self._labels) if name in _FOREIGN]
        self._planned = np.array([name == _PLANNED for name in self._labels])

    def understand(self, text: str, *, visit: float | None = None) -> Understanding:
        """Tell what `text` resembles.

        `visit` is for a message that tells a time: what that counts for a planned visit beside
        the words. Where this makes it the likeliest, the sense is not asked.
        """
        text = with_known_names(text, self._known, self._words.names)
        by_words = self._merged(self._words.figures(text))
        sure = float(by_words.max()) >= self._ask_below
        if visit is not None and self._leans_to_visit(by_words, visit):
            by_words = np.where(self._planned, np.maximum(by_words, self._ask_below), by_words)
            sure = True
        if sure or self._meaning is None or self._encoder is None or not text.strip():
            ranking = ranked(self._labels, by_words)
            return Understanding(ranking, _signals(ranking))
        judged = self._meaning.judge(self._encoder.encode([_opening(text)])[0])
        opinion = Opinion(self._merged(judged.figures), self._merged(judged.nearest))
        by_sense = 1.0 / (1.0 + np.exp(-_STEEP * (opinion.figures - _MIDDLE)))
        ranking = ranked(self._labels, np.sqrt(by_words * by_sense))
        return Understanding(ranking, self._signals_of_both(ranking, opinion))

    def _merged(self, figures: Floats) -> Floats:
        """Give one figure, the higher, for labels that are understood as one."""
        highest = np.full(len(self._labels), -np.inf, dtype=figures.dtype)
        np.maximum.at(highest, self._place, figures)
        return highest

    def _leans_to_visit(self, by_words: Floats, visit: float) -> bool:
        return bool(self._planned[(by_words + visit * self._planned).argmax()])

    def _signals_of_both(
        self, ranking: Sequence[RankedLabel], opinion: Opinion
    ) -> Mapping[str, float]:
        foreign = (label.confidence for label in ranking if label.name in _FOREIGN)
        near = (float(opinion.nearest[index]) for index in self._foreign)
        return {
            "margin": ranking[0].confidence - ranking[1].confidence,
            "meant": float(opinion.figures[self._labels.index(ranking[0].name)]),
            "near_foreign": max(near, default=0.0),
            "foreign": math.log(max(foreign, default=0.0) + _SMALLEST),
        }


def _signals(ranking: Sequence[RankedLabel]) -> Mapping[str, float]:
    return {
        "figure": math.log(ranking[0].confidence + _SMALLEST),
        "margin": ranking[0].confidence - ranking[1].confidence,
    }


def _fits(words: TopicModel, meaning: MeaningModel | None, encoder: SentenceEncoder) -> bool:
    if meaning is None or meaning.encoder != encoder.name or meaning.labels != words.labels:
        _log.warning(
            "The sentence encoder is not the one that the model was trained with: train again."
        )
        return False
    return True


def _opening(text: str) -> str:
    """Give the first words, as many as are needed."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(maxsplit=1)[0]
