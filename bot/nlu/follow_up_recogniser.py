"""What a message asks for when it comes after an answer, as a component of Rasa's pipeline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.domain_model.answers import Asks
from bot.domain_model.intents import OUT_OF_SCOPE
from bot.encoders.sentence_encoder import SentenceEncoder
from bot.nlu.components import TrainableComponent
from bot.nlu.data_files import FOLLOW_UPS, read_follow_ups
from bot.nlu.decision import Decision
from bot.nlu.folding import fold
from bot.nlu.follow_up_model import FollowUpModel
from bot.nlu.follow_up_sense import FollowUpSense, Sense, open_sense
from bot.nlu.follow_ups import LEANS, LONGEST, Heard, asks_for
from bot.nlu.rasa_shapes import label_of_example, metadata_of
from bot.nlu.sense_examples import learned_by_sense
from bot.nlu.topic_model import TopicModelSettings
from bot.nlu.unanswerable import Unanswerable
from bot.nlu.vector_cache import FOLDER, encode_kept

FOLLOW_UP = "follow_up"
ABOUT = "about"
"""What the channel writes when an answer comes before: its topic."""
_LONGEST_LEARNED = 25
"""Words: longer messages are their own without being learned."""
_LANGUAGE = "set_language"
_LASTS = re.compile(
    r"\b(?:alltid|always|heretter|framover|fremover|fra n[ao] av|from now on|bytt\w*|byt|endre?|"
    r"switch|change|still|sett|set|sprak\w*|language|innstilling\w*)\b"
)
_OF_THEIR_OWN = frozenset(Unanswerable) - {Unanswerable.GIBBERISH}
_Learned = tuple[FollowUpModel, Sense | None]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FollowUpRecogniser(IntentClassifier, TrainableComponent[_Learned]):
    """Writes what a message asks for after an answer; intent and decision stay as they are.

    The conversation takes it from there: it knows the title of the answer before.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give what `config.yml` may change."""
        return {"examples": FOLLOW_UPS, "kept_vectors": FOLDER}

    @classmethod
    def read(
        cls,
        folder: Path,
        config: dict[str, Any],  # noqa: ARG003 - as TrainableComponent has it
        encoder: SentenceEncoder | None,
    ) -> _Learned:
        """Give what was learned, and its sense where the encoder is the same."""
        model = FollowUpModel.load(folder)
        return model, open_sense(model.sense, encoder)

    def learn(
        self, training_data: TrainingData, folder: Path, encoder: SentenceEncoder | None
    ) -> None:
        """Learn from `data/follow_ups`; other short examples are messages of their own."""
        told = learned_by_sense(
            (str(each.get("text") or ""), label_of_example(each.data))
            for each in training_data.intent_examples
        )
        own = [text for text, label in told if is_learned(text, label)]
        examples = read_follow_ups(Path(self.config["examples"]))
        model = FollowUpModel.fit(examples, own, TopicModelSettings())
        if encoder is not None:
            # Those that are told elsewhere are encoded already.
            kept = partial(encode_kept, encoder, folder=Path(self.config["kept_vectors"]))
            sense = FollowUpSense.fit(examples, told, own, kept, encoder.name)
            model = replace(model, sense=sense)
        model.save(folder)

    def write_on(self, message: Message, text: str) -> None:
        """Write on a message that comes after an answer what it asks for."""
        about = metadata_of(message).get(ABOUT)
        if about is not None:
            message.set(FOLLOW_UP, self._found(message, text, about), add_to_output=True)

    def _found(self, message: Message, text: str, about: str) -> dict[str, Any]:
        words = len(text.split())
        if words > LONGEST or message.get("intent", {}).get("name") in _OF_THEIR_OWN:
            return {"asks": str(Asks.OWN), "topics": {}}
        model, sense = self.model
        asks = asks_for(model.likeness(text, sense), heard(message.data), words)
        likely = model.likely_topics(text, about, sense) if asks in LEANS else {}
        return {"asks": str(asks), "topics": likely}


def is_learned(text: str, label: str) -> bool:
    """Tell whether an example of data/nlu is learned as a message of its own.

    A language asked for is one only with a word that says that it is to last.
    """
    is_own = label != _LANGUAGE or _LASTS.search(fold(text))
    return 0 < len(text.split()) <= _LONGEST_LEARNED and bool(is_own)


def heard(reading: Mapping[str, Any]) -> Heard:
    """Say how a message is understood alone, of what the components before have written."""
    named = {each["name"]: each["confidence"] for each in reading.get("intent_ranking", [])}
    return Heard(
        Decision(reading.get("decision", Decision.COMMAND)),
        float(reading.get("intent", {}).get("confidence") or 0.0),
        float(named.get(OUT_OF_SCOPE, 0.0)),
    )
