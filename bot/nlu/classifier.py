"""What messages resemble, as a component of Rasa's pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoders.sentence_encoder import SentenceEncoder
from bot.nlu.components import TrainableComponent
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
from bot.nlu.unknown_names import names_in
from bot.nlu.vector_cache import FOLDER

WORDS_FILE = "topic_model.npz"
MEANING_FILE = "meaning_model.npz"

_CERTAIN_TIME, _SOME_TIME = 0.15, 0.02
"""What a day and a clock time, or a part of them, count beside the words: with it one message in
twenty-seven about visits asks the sentence encoder, without it one in seventeen
(tests/nlu/visit_time_heldout.yml)."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicIntentClassifier(IntentClassifier, TrainableComponent[TwoOpinions]):
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

    @classmethod
    def read(
        cls, folder: Path, config: dict[str, Any], encoder: SentenceEncoder | None
    ) -> TwoOpinions:
        """Give what was learned of the words, and of the sense if there was an encoder."""
        words, meaning = TopicModel.load(folder / WORDS_FILE), folder / MEANING_FILE
        learned = MeaningModel.load(meaning) if meaning.is_file() else None
        return TwoOpinions(words, learned, encoder, float(config["ask_below"]))

    def learn(
        self, training_data: TrainingData, folder: Path, encoder: SentenceEncoder | None
    ) -> None:
        """Learn from every example that has an intent.

        The words learn from the answers too; the sense does not gain from them. To the words every
        school has one name, as in the messages that they read.
        """
        told = list(_examples(training_data))
        texts, labels = zip(*told, *_answers(training_data), strict=True)
        words = TopicModel.fit(texts, labels, self._settings(), names_in(texts, labels))
        words.save(folder / WORDS_FILE)
        if encoder is not None:
            settings = MeaningSettings(
                float(self.config["sharpness"]), float(self.config["smoothing"])
            )
            examples = Examples(*zip(*learned_by_sense(told), strict=True))
            kept = Path(self.config["kept_vectors"])
            learn_meaning(examples, encoder, settings, kept).save(folder / MEANING_FILE)

    def write_on(self, message: Message, text: str) -> None:
        """Write intent, ranking and topic on the message."""
        understood = self.model.understand(text, visit=_counts_for_visit(message, text))
        write_understanding(message, understood)

    def _settings(self) -> TopicModelSettings:
        low, high = self.config["word_ngrams"]
        short, long = self.config["piece_ngrams"]
        return TopicModelSettings(
            (int(low), int(high)),
            (int(short), int(long)),
            float(self.config["strength"]),
            int(self.config["seed"]),
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
