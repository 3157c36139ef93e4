"""What a message that comes after an answer asks for by its sense, and which topic it means."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.domain_model.answers import Asks
from bot.domain_model.intents import TOPIC_PREFIX
from bot.encoders.sentence_encoder import SentenceEncoder, Vectors
from bot.nlu.data_files import FollowUpExample
from bot.nlu.meaning_model import MeaningModel, MeaningSettings
from bot.nlu.model_files import stored_arrays
from bot.nlu.sense_examples import Labelled, varied

_ASKS_FILE, _TOPICS_FILE = "follow_up_sense.npz", "follow_up_topics_sense.npz"
_ANSWERED_FILE = "follow_up_answered.npz"
_MOST = {Asks.TOPIC: 200, Asks.OWN: 150}
_MOST_OF_THE_REST = 110
_MOST_OF_A_TOPIC = 14
_ONE_OF_ALL_IN = 5
"""So many are learned from, and of what is said elsewhere one in so many: there are enough of
them, and each takes a hundredth of a second to encode."""
_ANSWER_COUNTS = 1.5
"""The answer before, beside a message whose vector counts 1: twice as much or half of it does no
better in cross-validation."""

Encode = Callable[[Sequence[str]], Vectors]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FollowUpSense:
    """What was learned of such messages as vectors."""

    asks: MeaningModel
    """What a message asks for."""
    topics: MeaningModel
    """Which topic a message and the answer before it mean together."""
    answered: Mapping[str, Vectors]
    """The middle of all questions on a topic, which stands for its answer."""

    @classmethod
    def fit(
        cls,
        examples: Sequence[FollowUpExample],
        told: Sequence[Labelled],
        own: Sequence[str],
        encode: Encode,
        encoder: str,
    ) -> FollowUpSense:
        """Learn from `examples`, with `told` elsewhere, of which some are messages of their `own`.

        `encode` gives the vectors of texts by `encoder`.
        """
        asks = asks_by_sense(examples) + [(text, Asks.OWN) for text in own[::_ONE_OF_ALL_IN]]
        questions = [each for each in told if each[1].startswith(TOPIC_PREFIX)]
        answered = _middles(questions, encode([text for text, _ in questions]))
        meant = [each for each in topics_by_sense(examples) if each.after in answered]
        both = _paired(
            encode([each.text for each in meant]),
            np.stack([answered[str(each.after)] for each in meant]),
        )
        return cls(
            _fitted(encode([text for text, _ in asks]), [str(each) for _, each in asks], encoder),
            _fitted(both, [str(each.topic) for each in meant], encoder),
            answered,
        )

    def save(self, folder: Path) -> None:
        """Write it into `folder`."""
        self.asks.save(folder / _ASKS_FILE)
        self.topics.save(folder / _TOPICS_FILE)
        np.savez(
            folder / _ANSWERED_FILE,
            topics=np.array(list(self.answered)),
            middles=np.stack(list(self.answered.values())),
        )

    @classmethod
    def load(cls, folder: Path) -> FollowUpSense | None:
        """Read what `save` wrote; None where nothing was written, as without an encoder.

        Raises:
            ModelUnusable: when a file is damaged or something else.
        """
        if not (folder / _ASKS_FILE).is_file():
            return None
        with stored_arrays(folder / _ANSWERED_FILE) as parts:
            answered = dict(zip(map(str, parts["topics"]), parts["middles"], strict=True))
        return cls(
            MeaningModel.load(folder / _ASKS_FILE),
            MeaningModel.load(folder / _TOPICS_FILE),
            answered,
        )


@dataclass(frozen=True, slots=True)
class Sense:
    """What was learned, and the encoder that reads messages for it."""

    learned: FollowUpSense
    encoder: SentenceEncoder

    def asks(self, text: str) -> Mapping[str, float]:
        """Give a figure for each thing that can be asked for, about 1 where it surely is."""
        return _figures(self.learned.asks, self._vectors(text)[0])

    def topics(self, text: str, about: str) -> Mapping[str, float]:
        """Give a figure for topics that `text` can mean after an answer about another one."""
        middle = self.learned.answered.get(about)
        if middle is None:
            return {}
        return _figures(self.learned.topics, _paired(self._vectors(text), middle[None])[0])

    def _vectors(self, text: str) -> Vectors:
        return self.encoder.encode([text])


def open_sense(learned: FollowUpSense | None, encoder: SentenceEncoder | None) -> Sense | None:
    """Put what was learned and the encoder together; None where it was learned with another."""
    if learned is None or encoder is None:
        return None
    if learned.asks.encoder != encoder.name:
        _log.warning(
            "The sentence encoder is not the one that follow-ups were learned with: train again."
        )
        return None
    return Sense(learned, encoder)


def asks_by_sense(examples: Sequence[FollowUpExample]) -> list[tuple[str, Asks]]:
    """Choose the messages from which it is learned what they ask for."""
    told = [*topics_by_sense(examples), *(each for each in examples if each.topic is None)]
    return [
        (text, asks)
        for asks in Asks
        for text in varied(
            [each.text for each in told if each.asks is asks], _MOST.get(asks, _MOST_OF_THE_REST)
        )
    ]


def topics_by_sense(examples: Iterable[FollowUpExample]) -> list[FollowUpExample]:
    """Choose the messages from which it is learned which topic they mean."""
    of_topic = defaultdict[str, list[FollowUpExample]](list)
    for each in examples:
        if each.topic is not None:
            of_topic[each.topic].append(each)
    chosen = list[FollowUpExample]()
    for told in of_topic.values():
        texts = {*varied([each.text for each in told], _MOST_OF_A_TOPIC)}
        chosen += [each for each in told if each.text in texts]
    return chosen


def _middles(questions: Sequence[Labelled], vectors: Vectors) -> dict[str, Vectors]:
    of_topic = defaultdict[str, list[Vectors]](list)
    for (_, label), vector in zip(questions, vectors, strict=True):
        of_topic[label.removeprefix(TOPIC_PREFIX)].append(vector)
    middles = {topic: np.mean(each, axis=0) for topic, each in of_topic.items()}
    return {topic: middle / np.linalg.norm(middle) for topic, middle in middles.items()}


def _paired(messages: Vectors, answers: Vectors) -> Vectors:
    pairs: Vectors = np.hstack([messages, _ANSWER_COUNTS * answers])
    return pairs


def _fitted(vectors: Vectors, labels: Sequence[str], encoder: str) -> MeaningModel:
    return MeaningModel.fit(vectors, labels, encoder, MeaningSettings())


def _figures(model: MeaningModel, vector: Vectors) -> Mapping[str, float]:
    return dict(zip(model.labels, model.judge(vector).figures.tolist(), strict=True))
