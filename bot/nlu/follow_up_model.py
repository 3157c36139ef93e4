"""What a message resembles when it comes after an answer, learned from examples."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain_model.answers import Asks
from bot.encoders.sentence_encoder import SentenceEncoder, Vectors
from bot.nlu.data_files import FollowUpExample
from bot.nlu.meaning_model import MeaningModel, MeaningSettings
from bot.nlu.odds import likelihood, log_odds
from bot.nlu.sense_examples import varied
from bot.nlu.topic_model import RankedLabel, TopicModel, TopicModelSettings

_ASKS_FILE, _TOPICS_FILE = "follow_ups.npz", "follow_up_topics.npz"
_SENSE_FILE = "follow_up_sense.npz"
_MOST_TOPICS = 10
_MOST = {Asks.OTHER: 200, Asks.OWN: 160}
_MOST_OF_THE_REST = 130
_ONE_OF_ALL_IN = 5
"""The sense is learned from so many, and of what is said elsewhere from one in so many: there are
enough of them, and each takes a hundredth of a second."""
_STEEP, _MIDDLE = 8.0, 0.4
"""Bring the sense's figures to the scale of log odds, as in bot/nlu/two_opinions.py."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sense:
    """What messages ask for by their sense, and what reads it."""

    model: MeaningModel
    encoder: SentenceEncoder

    def figures(self, text: str) -> Vectors:
        """Give a figure for each label of the model, about 1 where it is surely meant."""
        return self.model.judge(self.encoder.encode([text])[0]).figures


@dataclass(frozen=True, slots=True)
class FollowUpModel:
    """What is asked for, by words and sense, and which other topic is meant, by words."""

    asks: TopicModel
    topics: TopicModel
    sense: MeaningModel | None = None

    @classmethod
    def fit(
        cls,
        examples: Sequence[FollowUpExample],
        own: Sequence[str],
        settings: TopicModelSettings,
    ) -> FollowUpModel:
        """Learn the words of `examples`, and of messages that are their `own`.

        Raises:
            NothingToLearn: when there are too few of them.
        """
        told = [(each.text, str(each.asks)) for each in examples]
        told += [(text, str(Asks.OWN)) for text in own]
        meant = [(each.text, each.topic) for each in examples if each.topic]
        return cls(
            TopicModel.fit([text for text, _ in told], [asks for _, asks in told], settings),
            TopicModel.fit([text for text, _ in meant], [topic for _, topic in meant], settings),
        )

    def likeness(self, text: str, sense: Sense | None) -> Mapping[Asks, float]:
        """Give a figure between 0 and 1 for each thing that can be asked for."""
        figures = {each.name: each.confidence for each in self.asks.rank(text)}
        if sense is not None and text.strip():
            by_sense = zip(sense.model.labels, sense.figures(text), strict=True)
            for name, figure in by_sense:
                odds = log_odds(figures[name]) + _STEEP * (float(figure) - _MIDDLE)
                figures[name] = likelihood(odds)
        return {Asks(name): figure for name, figure in figures.items()}

    def likely_topics(self, text: str) -> Sequence[RankedLabel]:
        """Give the topics for which such messages were meant, likeliest first."""
        return self.topics.rank(text)[:_MOST_TOPICS]

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        self.asks.save(folder / _ASKS_FILE)
        self.topics.save(folder / _TOPICS_FILE)
        if self.sense is not None:
            self.sense.save(folder / _SENSE_FILE)

    @classmethod
    def load(cls, folder: Path) -> FollowUpModel:
        """Read what `save` wrote.

        Raises:
            ModelUnusable: when a file is missing, damaged or something else.
        """
        sense = folder / _SENSE_FILE
        return cls(
            TopicModel.load(folder / _ASKS_FILE),
            TopicModel.load(folder / _TOPICS_FILE),
            MeaningModel.load(sense) if sense.is_file() else None,
        )


def follow_ups_by_sense(
    examples: Sequence[FollowUpExample], own: Sequence[str]
) -> list[tuple[str, Asks]]:
    """Choose of messages with what they ask for those that the sense is learned from."""
    chosen = [
        (text, asks)
        for asks in Asks
        for text in varied(
            [each.text for each in examples if each.asks is asks],
            _MOST.get(asks, _MOST_OF_THE_REST),
        )
    ]
    others = [(text, Asks.OWN) for text in own[::_ONE_OF_ALL_IN]]
    return [*chosen, *others]


def fit_sense(
    chosen: Sequence[tuple[str, Asks]], encode: Callable[[Sequence[str]], Vectors], encoder: str
) -> MeaningModel:
    """Learn by sense what messages ask for; `encode` gives their vectors by `encoder`."""
    texts, labels = [text for text, _ in chosen], [str(asks) for _, asks in chosen]
    return MeaningModel.fit(encode(texts), labels, encoder, MeaningSettings())


def open_sense(model: MeaningModel | None, encoder: SentenceEncoder | None) -> Sense | None:
    """Put a model and the encoder together that it was learned with; None where they differ."""
    if model is None or encoder is None:
        return None
    if model.encoder != encoder.name:
        _log.warning(
            "The sentence encoder is not the one that follow-ups were learned with: train again."
        )
        return None
    return Sense(model, encoder)
