"""The sense of a message is asked where its words leave it open, and what it costs is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.encoders.sentence_encoder import Role, Vectors
from bot.nlu.meaning_model import MeaningModel, MeaningSettings
from bot.nlu.model_files import ModelUnusable
from bot.nlu.topic_model import TopicModel, TopicModelSettings
from bot.nlu.two_opinions import Examples, TwoOpinions, learn_meaning
from bot.nlu.vector_cache import encode_kept

TEXTS = ["hei på deg", "god dag", "takk for hjelpen", "mange takk", "ha det bra", "vi ses"]
LABELS = ["greet", "greet", "thanks", "thanks", "goodbye", "goodbye"]


class CountingEncoder:
    """Knows three directions, and counts the texts that it is given."""

    name = "Counting/1"
    dimensions = 3

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], role: Role = Role.QUERY) -> Vectors:
        self.encoded += texts
        found = [
            [1.0, "takk" in text or "merci" in text, text in {"ha det bra", "vi ses"}]
            for text in texts
        ]
        vectors = np.array(found, dtype=np.float32).reshape(-1, 3)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def meaning(encoder: CountingEncoder, tmp_path: Path) -> MeaningModel:
    return learn_meaning(Examples(TEXTS, LABELS), encoder, MeaningSettings(), tmp_path)


@pytest.fixture(scope="module")
def words() -> TopicModel:
    return TopicModel.fit(TEXTS, LABELS, TopicModelSettings())


def test_a_word_that_was_never_seen_is_understood_by_its_sense(
    words: TopicModel, meaning: MeaningModel, encoder: CountingEncoder
) -> None:
    understood = TwoOpinions(words, meaning, encoder, 0.9).understand("merci")
    assert understood.ranking[0].name == "thanks"
    assert set(understood.signals) == {"margin", "meant", "near_foreign", "foreign"}


def test_where_the_words_are_sure_the_sense_is_not_asked(
    words: TopicModel, meaning: MeaningModel, encoder: CountingEncoder
) -> None:
    encoder.encoded.clear()
    understood = TwoOpinions(words, meaning, encoder, 0.3).understand("mange takk")
    assert encoder.encoded == []
    assert set(understood.signals) == {"figure", "margin"}


@pytest.mark.parametrize(
    ("text", "counts", "best", "asked"),
    [
        ("et skolebesøk", None, "schedule_visit", 1),
        ("et skolebesøk", 0.0, "schedule_visit", 0),
        ("takk for turen", 0.0, "thanks", 1),
        ("ukjent ukjent", 1.0, "schedule_visit", 0),
    ],
)
def test_a_time_makes_a_visit_of_what_the_words_leave_open(
    text: str,
    counts: float | None,
    best: str,
    asked: int,
    encoder: CountingEncoder,
    tmp_path: Path,
) -> None:
    texts = [*TEXTS, "legg inn et besøk", "planlegg et skolebesøk"]
    labels = [*LABELS, "schedule_visit", "schedule_visit"]
    words = TopicModel.fit(texts, labels, TopicModelSettings(strength=40))
    meaning = learn_meaning(Examples(texts, labels), encoder, MeaningSettings(), tmp_path)
    encoder.encoded.clear()
    model = TwoOpinions(words, meaning, encoder, 0.95)
    assert model.understand(text, visit=counts).ranking[0].name == best
    assert len(encoder.encoded) == asked


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_has_no_sense(
    text: str, words: TopicModel, meaning: MeaningModel, encoder: CountingEncoder
) -> None:
    encoder.encoded.clear()
    TwoOpinions(words, meaning, encoder, 1.0).understand(text)
    assert encoder.encoded == []


def test_a_long_message_is_told_by_its_opening(
    words: TopicModel, meaning: MeaningModel, encoder: CountingEncoder
) -> None:
    encoder.encoded.clear()
    TwoOpinions(words, meaning, encoder, 1.0).understand("ord og " * 500)
    assert len(encoder.encoded[0]) <= 240


@pytest.mark.parametrize("change", [{"encoder": "another"}, {"labels": ("greet", "thanks")}])
def test_what_another_encoder_or_other_labels_taught_is_not_used(
    change: dict[str, object],
    words: TopicModel,
    meaning: MeaningModel,
    encoder: CountingEncoder,
    caplog: pytest.LogCaptureFixture,
) -> None:
    model = TwoOpinions(words, replace(meaning, **change), encoder, 1.0)  # type: ignore[arg-type]
    assert set(model.understand("merci").signals) == {"figure", "margin"}
    assert len(caplog.records) == 1


def test_without_an_encoder_the_words_decide_alone(words: TopicModel) -> None:
    understood = TwoOpinions(words, None, None, 1.0).understand("mange takk")
    assert understood.ranking == words.rank("mange takk")


def test_what_is_near_nothing_gets_low_figures(meaning: MeaningModel) -> None:
    far = meaning.judge(np.array([-1.0, 0.0, 0.0], dtype=np.float32))
    near = meaning.judge(np.array([0.7, 0.7, 0.0], dtype=np.float32))
    assert far.figures.max() < near.figures.max()
    assert near.nearest[meaning.labels.index("thanks")] == pytest.approx(1, abs=1e-2)


def test_a_stored_meaning_is_the_same_meaning(meaning: MeaningModel, tmp_path: Path) -> None:
    path = tmp_path / "meaning.npz"
    meaning.save(path)
    loaded = MeaningModel.load(path)
    vector = np.array([0.8, 0.6, 0.0], dtype=np.float32)
    assert loaded.labels == meaning.labels
    assert np.allclose(loaded.judge(vector).figures, meaning.judge(vector).figures, atol=2e-3)


@pytest.mark.parametrize("content", [None, b"", b"PK but not a model"])
def test_a_meaning_that_cannot_be_read_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "meaning.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelUnusable):
        MeaningModel.load(path)


def test_vectors_are_kept_for_the_next_time(encoder: CountingEncoder, tmp_path: Path) -> None:
    first = encode_kept(encoder, ["god dag", "mange takk", "god dag"], tmp_path)
    assert encoder.encoded == ["god dag", "mange takk"]
    second = encode_kept(encoder, ["mange takk", "vi ses"], tmp_path)
    assert encoder.encoded == ["god dag", "mange takk", "vi ses"]
    assert np.array_equal(first[1], second[0])
    encode_kept(encoder, ["god dag"], tmp_path)
    assert encoder.encoded[3:] == []


def test_vectors_of_what_is_no_example_any_more_are_forgotten(
    encoder: CountingEncoder, tmp_path: Path
) -> None:
    encode_kept(encoder, ["god dag", "vi ses"], tmp_path)
    encode_kept(encoder, ["god dag"], tmp_path, forget=True)
    encode_kept(encoder, ["god dag", "vi ses"], tmp_path)
    assert encoder.encoded == ["god dag", "vi ses", "vi ses"]


def test_kept_vectors_that_cannot_be_read_are_made_anew(
    encoder: CountingEncoder, tmp_path: Path
) -> None:
    encode_kept(encoder, ["god dag"], tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"PK broken")
    assert encode_kept(encoder, ["god dag"], tmp_path).shape == (1, 3)
    assert encoder.encoded == ["god dag", "god dag"]
