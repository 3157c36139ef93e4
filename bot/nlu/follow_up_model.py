"""What a message resembles when it comes after an answer, learned from examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain_model.answers import Asks
from bot.nlu.data_files import FollowUpExample
from bot.nlu.follow_up_sense import FollowUpSense, Sense
from bot.nlu.odds import likelihood, log_odds
from bot.nlu.topic_model import TopicModel, TopicModelSettings

_ASKS_FILE, _TOPICS_FILE = "follow_ups.npz", "follow_up_topics.npz"
_MOST_TOPICS = 10
_STEEP, _MIDDLE = 8.0, 0.4
"""Bring the sense's figures to the scale of log odds, as in bot/nlu/two_opinions.py."""


@dataclass(frozen=True, slots=True)
class FollowUpModel:
    """What is asked for, by words and sense, and which topic is meant, by words."""

    asks: TopicModel
    topics: TopicModel
    sense: FollowUpSense | None = None

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
            by_sense = sense.asks(text)
            figures = {
                name: likelihood(log_odds(figure) + _odds(by_sense[name]))
                for name, figure in figures.items()
            }
        return {Asks(name): figure for name, figure in figures.items()}

    def likely_topics(
        self, text: str, about: str, sense: Sense | None
    ) -> Mapping[str, Mapping[str, float]]:
        """Give how far messages that meant a topic are like it, when it comes after an answer.

        By the words, which tell the same after any answer, and by the `sense` of the message and
        what the answer is `about`: from each a figure between 0 and 1 for a topic.
        """
        by_words = {each.name: each.confidence for each in self.topics.rank(text)[:_MOST_TOPICS]}
        if sense is None or not text.strip():
            return {"told": by_words}
        found = sense.topics(text, about)
        by_sense = {topic: likelihood(_odds(figure)) for topic, figure in found.items()}
        return {"told": by_words, "sense": by_sense}

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        self.asks.save(folder / _ASKS_FILE)
        self.topics.save(folder / _TOPICS_FILE)
        if self.sense is not None:
            self.sense.save(folder)

    @classmethod
    def load(cls, folder: Path) -> FollowUpModel:
        """Read what `save` wrote.

        Raises:
            ModelUnusable: when a file is missing, damaged or something else.
        """
        return cls(
            TopicModel.load(folder / _ASKS_FILE),
            TopicModel.load(folder / _TOPICS_FILE),
            FollowUpSense.load(folder),
        )


def _odds(by_sense: float) -> float:
    return _STEEP * (by_sense - _MIDDLE)
