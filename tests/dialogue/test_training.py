"""The model is trained when it is missing or out of date, and otherwise left alone."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from bot.dialogue import training

FILES = {
    "config.yml": """
recipe: default.v1
language: nb
pipeline: [{name: KeywordIntentClassifier}]
policies: [{name: RulePolicy}]
""",
    "domain.yml": """
version: "3.1"
intents: [greet]
responses: {utter_greet: [{text: Hei}]}
""",
    "data/nlu/greet.yml": """
version: "3.1"
nlu: [{intent: greet, examples: "- hei\\n- god dag\\n"}]
""",
    "data/rules/greet.yml": """
version: "3.1"
rules: [{rule: greet, steps: [{intent: greet}, {action: utter_greet}]}]
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def said() -> list[str]:
    return []


def pretend_trained(root: Path) -> None:
    (root / "models").mkdir()
    (root / training.MODEL).write_bytes(b"a model")
    (root / "models/refleks.sha256").write_text(training.fingerprint(root), encoding="ascii")


def test_a_model_is_trained_and_then_left_alone(root: Path, said: list[str]) -> None:
    model = training.train(root, said.append, if_needed=True)
    assert model.is_file()
    assert training.is_current(root)
    assert "Training the model" in said[0]

    said.clear()
    assert training.train(root, said.append, if_needed=True) == model
    assert said == []


@pytest.mark.parametrize("name", list(FILES))
def test_an_edited_file_makes_the_model_out_of_date(root: Path, name: str) -> None:
    pretend_trained(root)
    assert training.is_current(root)
    path = root / name
    path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    assert not training.is_current(root)


def test_a_new_a_renamed_and_a_missing_file_make_the_model_out_of_date(root: Path) -> None:
    pretend_trained(root)
    new = root / "data/nlu/thanks.yml"
    new.write_text("nlu: []", encoding="utf-8")
    assert not training.is_current(root)
    new.unlink()
    assert training.is_current(root)
    (root / "data/nlu/greet.yml").rename(root / "data/nlu/hello.yml")
    assert not training.is_current(root)


def test_a_fresh_copy_of_the_same_files_is_current(root: Path, tmp_path: Path) -> None:
    pretend_trained(root)
    clone = tmp_path / "clone"
    shutil.copytree(root, clone, copy_function=shutil.copy)  # with modification times of now
    assert training.is_current(clone)


def test_a_missing_model_is_not_current(root: Path) -> None:
    pretend_trained(root)
    (root / training.MODEL).unlink()
    assert not training.is_current(root)


def test_what_rasa_cannot_learn_from_keeps_the_old_model(root: Path, said: list[str]) -> None:
    pretend_trained(root)
    (root / "data/rules/greet.yml").write_text(
        "rules: [{rule: broken, steps: 3}]", encoding="utf-8"
    )
    with pytest.raises(training.CannotTrain, match=r"training\.log"):
        training.train(root, said.append, if_needed=True)
    assert (root / training.MODEL).read_bytes() == b"a model"
    assert not training.is_current(root)


@pytest.mark.parametrize("name", ["config.yml", "data"])
def test_missing_sources_are_named(root: Path, said: list[str], name: str) -> None:
    path = root / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(training.CannotTrain, match=name):
        training.train(root, said.append)


def test_a_folder_that_cannot_be_written_is_named(root: Path, said: list[str]) -> None:
    (root / "models").write_text("a file where the folder should be", encoding="ascii")
    with pytest.raises(training.CannotTrain, match="models"):
        training.train(root, said.append)


def test_who_comes_second_waits_and_finds_the_model_trained(root: Path, said: list[str]) -> None:
    with training._alone(root, said.append):
        waiting = threading.Event()
        said_by_second: list[str] = []

        def say(text: str) -> None:
            said_by_second.append(text)
            waiting.set()

        second = threading.Thread(
            target=training.train, args=(root, say), kwargs={"if_needed": True}
        )
        second.start()
        assert waiting.wait(timeout=30)
        (root / training.MODEL).write_bytes(b"trained by the first")
        (root / "models/refleks.sha256").write_text(training.fingerprint(root), encoding="ascii")
    second.join(timeout=30)
    assert (root / training.MODEL).read_bytes() == b"trained by the first"
    assert len(said_by_second) == 1
