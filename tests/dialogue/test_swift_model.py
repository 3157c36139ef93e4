"""A model that is quick to load knows the same as the one that was trained."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.domain import Domain

from bot.dialogue.swift_model import SwiftDomainProvider, make_swift


def opened(model: Path, folder: Path) -> tuple[ModelMetadata, Domain]:
    folder.mkdir()
    storage, metadata = LocalModelStorage.from_model_archive(folder, model)
    node = metadata.predict_schema.nodes["domain_provider"]
    context = ExecutionContext(metadata.predict_schema)
    assert node.resource is not None
    provider = node.uses.load(node.config, storage, node.resource, context)
    return metadata, provider.provide_inference()


@pytest.mark.filterwarnings("ignore")  # of what Rasa imports to read the model as it was trained
def test_it_has_the_same_domain_and_names_nothing_of_the_training(
    tiny_root: Path, tmp_path: Path
) -> None:
    (trained,) = (tiny_root / "models").glob("*.tar.gz")
    make_swift(trained, tmp_path / "swift.tar.gz")
    before, known = opened(trained, tmp_path / "before")
    after, known_now = opened(tmp_path / "swift.tar.gz", tmp_path / "after")
    assert known_now.as_dict() == known.as_dict()
    assert after.predict_schema.nodes["domain_provider"].uses is SwiftDomainProvider
    assert (bool(before.train_schema.nodes), after.train_schema.nodes) == (True, {})
    assert after.core_target == before.core_target
