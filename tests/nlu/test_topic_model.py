"""The topic model learns the same from the same, and reads only what it wrote."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.folding import fold
from bot.nlu.model_files import ModelUnusable
from bot.nlu.topic_model import (
    NothingToLearn,
    TopicModel,
    TopicModelSettings,
)
from bot.nlu.vocabulary import Kind, Vocabulary
from bot.nlu.wished_language import wished_language

TEXTS = ["hei på deg", "god dag", "takk for hjelpen", "mange takk", "ha det bra", "vi ses"]
LABELS = ["greet", "greet", "thanks", "thanks", "goodbye", "goodbye"]


def small_model() -> TopicModel:
    return TopicModel.fit(TEXTS, LABELS, TopicModelSettings())


def test_the_same_examples_give_the_same_figures() -> None:
    assert small_model().rank("tusen takk") == small_model().rank("tusen takk")


def test_the_surest_label_is_first() -> None:
    figures = [label.confidence for label in small_model().rank("tusen takk")]
    assert small_model().rank("tusen takk")[0].name == "thanks"
    assert figures == sorted(figures, reverse=True)
    assert all(0 < figure < 1 for figure in figures)


def test_what_is_like_nothing_gets_low_figures_everywhere() -> None:
    assert small_model().rank("xyzq")[0].confidence < small_model().rank("takk")[0].confidence


def test_a_stored_model_is_the_same_model(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    small_model().save(path)
    loaded = TopicModel.load(path)
    assert loaded.labels == ("goodbye", "greet", "thanks")
    assert loaded.rank("mange takk") == small_model().rank("mange takk")


def test_one_label_is_nothing_to_learn() -> None:
    with pytest.raises(NothingToLearn):
        TopicModel.fit(["hei", "hallo"], ["greet", "greet"], TopicModelSettings())


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable):
        TopicModel.load(tmp_path / "none.npz")


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(b"PK but not a model")
    with pytest.raises(ModelUnusable):
        TopicModel.load(path)


def test_a_file_with_python_objects_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    np.savez(path, labels=np.array([Path.cwd], dtype=object))
    with pytest.raises(ModelUnusable):
        TopicModel.load(path)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("text", ["mange mange takk ?", "god dag på deg", "ukjent", ""])
def test_one_text_is_weighed_as_scikit_learn_weighs_many(kind: Kind, text: str) -> None:
    vocabulary, _ = Vocabulary.learn(kind, (1, 2), TEXTS)
    numbers, counts = vocabulary.weigh(text)
    pattern = r"\w+|\?" if kind is Kind.WORDS else None
    theirs = TfidfVectorizer(
        analyzer=kind.value, ngram_range=(1, 2), token_pattern=pattern, sublinear_tf=True
    )
    expected = theirs.fit(TEXTS).transform([text]).toarray()[0]
    found = np.zeros(len(vocabulary))
    found[numbers] = counts
    assert np.allclose(found, expected, atol=1e-6)


@pytest.mark.parametrize(
    "spellings",
    [
        ("lærer", "laerer", "Lærer!"),
        ("hvorfor på skolen", "hvorfor paa skolen", "hvorfor pa skolen"),
        ("besøk", "besoek", "besok", "BESØK"),
        ("jaaaaa", "jaa", "ja"),
    ],
)
def test_spellings_of_the_same_fold_to_one(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("svar på nynorsk", "nn"),
        ("jeg forstår ikke nynorsk, bytt til bokmål", "nb"),
        ("can you speak English", "en"),
        ("kan du norsk", "nb"),
        ("bytt språk", None),
        ("nynorsk eller bokmål", None),
    ],
)
def test_a_language_that_is_asked_for(text: str, language: str | None) -> None:
    assert wished_language(text) == language
