"""Each thing that pyproject.toml says instead of Rasa: that it still holds, by running it.

Training and serving with our own components are tested elsewhere; here is what those do not touch.
"""

from __future__ import annotations

import importlib.metadata
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.conftest import ROOT

UV = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"]
LEFT_OUT = [line.split(";")[0].strip() for line in UV["override-dependencies"]]
NOT_FOR_US = ["tensorflow", "tensorflow-text", "tensorflow-hub"]


@pytest.fixture(scope="module", autouse=True)
def rasa() -> Any:
    return pytest.importorskip("rasa.core.run")


@pytest.mark.parametrize("name", LEFT_OUT + NOT_FOR_US)
def test_rasa_serves_and_trains_without(name: str) -> None:
    import rasa.core.run
    import rasa.model_training  # noqa: F401

    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.version(name)


def test_tensorflow_computes_in_its_version_for_processors_only() -> None:
    import tensorflow as tf

    assert importlib.metadata.version("tensorflow-cpu") == tf.__version__ == "2.12.0"
    assert tf.reduce_sum(tf.constant([1.0, 2.0])).numpy() == 3.0


async def test_rasas_own_tracker_store_works_on_sqlalchemy_2(tmp_path: Path) -> None:
    from rasa.core.tracker_store import SQLTrackerStore
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import SlotSet, UserUttered

    store = SQLTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path / 'tracker.db'}")
    tracker = await store.get_or_create_tracker("terminal:test")
    tracker.update_with_events([UserUttered("hei"), SlotSet("language", "nb")], Domain.empty())
    await store.save(tracker)
    kept = await store.retrieve("terminal:test")
    assert [type(event) for event in kept.events][-2:] == [UserUttered, SlotSet]
    store.engine.dispose()


def test_spacy_splits_norwegian_on_pydantic_2() -> None:
    import spacy

    words = [token.text for token in spacy.blank("nb")("Kva er bl.a. eit skulebesøk?")]
    assert words == ["Kva", "er", "bl.a.", "eit", "skulebesøk", "?"]
    assert importlib.metadata.version("pydantic").startswith("2.")


def test_rasa_draws_its_reports(tmp_path: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from rasa.utils.plotting import plot_confusion_matrix

    drawing = tmp_path / "confusion.png"
    plot_confusion_matrix(np.array([[3, 1], [0, 4]]), ["greet", "help"], output_file=str(drawing))
    assert drawing.stat().st_size > 0


async def test_the_action_executor_runs_an_action() -> None:
    from rasa_sdk import Action
    from rasa_sdk.executor import ActionExecutor

    class ActionSayHello(Action):
        def name(self) -> str:
            return "action_say_hello"

        def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
            dispatcher.utter_message(text="Hei")
            return []

    executor = ActionExecutor()
    executor.register_action(ActionSayHello())
    tracker = {"sender_id": "terminal:test", "slots": {}, "events": [], "latest_message": {}}
    done = await executor.run(
        {"next_action": "action_say_hello", "domain": {}, "tracker": tracker, "version": "3.6.2"}
    )
    assert done is not None
    assert done["responses"][0]["text"] == "Hei"


def test_every_statement_about_a_package_is_about_the_version_in_the_lock() -> None:
    for statement in UV["dependency-metadata"]:
        assert importlib.metadata.version(statement["name"]) == statement["version"]
