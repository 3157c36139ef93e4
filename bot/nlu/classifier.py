"""What messages resemble, as a component of Rasa's pipeline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoders.choice import open_encoder
from bot.nlu.decision import is_question
from bot.nlu.extractors import VISIT_TIME
from bot.nlu.folding import fold
from bot.nlu.meaning_model import MeaningModel, MeaningSettings
from bot.nlu.rasa_shapes import (
    label_of_example,
    label_of_response,
    metadata_of,
    write_understanding,
)
from bot.nlu.sense_examples import learned_by_sense
from bot.nlu.topic_model import TopicModel, TopicModelSettings
from bot.nlu.two_opinions import Examples, TwoOpinions, learn_meaning
from bot.nlu.vector_cache import FOLDER
from bot.settings import load_settings

WORDS_FILE = "topic_model.npz"
MEANING_FILE = "meaning_model.npz"

_CERTAIN_TIME, _SOME_TIME = 0.15, 0.02
"""What a day and a clock time, or a part of them, count beside the words: with it one message in
twenty-seven about visits asks the sentence encoder, without it one in seventeen
(tests/nlu/visit_time_heldout.yml)."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicIntentClassifier(IntentClassifier, GraphComponent):
    """Gives each message its intent and, for questions, its topic in one step.

    The intent and the response selector's output come from the same ranking, so they cannot
    contradict each other.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give what `config.yml` may change."""
        words, meaning = TopicModelSettings(), MeaningSettings()
        return {
            "word_ngrams": list(words.word_ngrams),
            "piece_ngrams": list(words.piece_ngrams),
            "strength": words.strength,
            "seed": words.seed,
            "sharpness": meaning.sharpness,
            "smoothing": meaning.smoothing,
            "ask_below": 0.35,
            "kept_vectors": FOLDER,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: TwoOpinions | None = None,
    ) -> None:
        """Keep where the model is stored; without a `model` it must be trained first."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> TopicIntentClassifier:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
        **kwargs: Any,  # noqa: ARG003 - Rasa's signature
    ) -> TopicIntentClassifier:
        """Read a trained component."""
        encoder = open_encoder(load_settings().sentence_encoder)
        with model_storage.read_from(resource) as folder:
            words = TopicModel.load(folder / WORDS_FILE)
            learned = (folder / MEANING_FILE).is_file()
            meaning = MeaningModel.load(folder / MEANING_FILE) if learned else None
        model = TwoOpinions(words, meaning, encoder, float(config["ask_below"]))
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has an intent, and store what was learned.

        The words learn from the answers too; the sense does not gain from them.
        """
        examples = _unzipped(learned_by_sense(list(_examples(training_data))))
        told = _unzipped([*_examples(training_data), *_answers(training_data)])
        words = TopicModel.fit(told.texts, told.labels, self._settings())
        encoder = open_encoder(load_settings().sentence_encoder, os.cpu_count() or 1)
        with self._model_storage.write_to(self._resource) as folder:
            words.save(folder / WORDS_FILE)
            if encoder is not None:
                settings = MeaningSettings(
                    float(self._config["sharpness"]), float(self._config["smoothing"])
                )
                kept = Path(self._config["kept_vectors"])
                learn_meaning(examples, encoder, settings, kept).save(folder / MEANING_FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Write intent, ranking and topic on each message."""
        if self._model is None:
            raise RuntimeError("the topic classifier was asked before it was trained")
        for message in messages:
            text = str(message.get("text") or "")
            understood = self._model.understand(text, visit=_counts_for_visit(message, text))
            write_understanding(message, understood)
        return messages

    def _settings(self) -> TopicModelSettings:
        low, high = self._config["word_ngrams"]
        short, long = self._config["piece_ngrams"]
        return TopicModelSettings(
            (int(low), int(high)),
            (int(short), int(long)),
            float(self._config["strength"]),
            int(self._config["seed"]),
        )


def _counts_for_visit(message: Message, text: str) -> float | None:
    """Say what the time that a message tells counts for a planned visit; None where it tells none.

    A question asks about a time, and an answer to a form gives one: neither plans by itself. The
    extractor of times comes before this component in `config.yml`.
    """
    times = (each["value"] for each in message.get("entities", []) if each["entity"] == VISIT_TIME)
    time = next(times, None)
    asked_for = metadata_of(message).get("expects") is not None
    if time is None or asked_for or is_question(fold(text).split()):
        return None
    return _CERTAIN_TIME if time["certain"] else _SOME_TIME


def _examples(training_data: TrainingData) -> Iterator[tuple[str, str]]:
    for example in training_data.intent_examples:
        if example.get("text"):
            yield str(example.get("text")), label_of_example(example.data)


def _answers(training_data: TrainingData) -> Iterator[tuple[str, str]]:
    known = {label for _, label in _examples(training_data)}
    for name, answers in training_data.responses.items():
        label = label_of_response(name)
        if label in known:
            yield from ((str(answer["text"]), label) for answer in answers if answer.get("text"))


def _unzipped(pairs: Iterable[tuple[str, str]]) -> Examples:
    texts, labels = zip(*pairs, strict=True)
    return Examples(texts, labels)
