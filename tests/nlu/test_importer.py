"""What a training reads is what Rasa itself would read of the same files."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.importer import ReadOnceImporter

FILES = {
    "config.yml": "recipe: default.v1\nlanguage: nb\n",
    "domain.yml": (
        'version: "3.1"\nintents: [greet, faq]\n'
        "responses:\n  utter_hello:\n  - text: Hei.\n  utter_faq/roles:\n  - text: Klare.\n"
    ),
    "data/greet.yml": (
        'version: "3.1"\nnlu:\n- intent: greet\n  metadata: {style: nb_chat}\n'
        "  examples: |\n    - hei\n    - hallo\n    - hei\n"
    ),
    "data/roles.yml": (
        'version: "3.1"\nnlu:\n- intent: faq/roles\n  examples: |\n    - hvem gjør hva\n'
        "responses:\n  utter_faq/roles:\n  - text: Klare.\n"
    ),
    "data/rules.yml": (
        'version: "3.1"\nrules:\n- rule: hello\n  steps:\n  - intent: greet\n'
        "  - action: utter_hello\n"
    ),
}
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what Rasa imports

Importers = tuple[ReadOnceImporter, RasaFileImporter]


@pytest.fixture
def importers(tmp_path: Path) -> Importers:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    read = (str(tmp_path / "config.yml"), str(tmp_path / "domain.yml"), [str(tmp_path / "data")])
    return ReadOnceImporter(*read), RasaFileImporter(*read)


def test_examples_and_answers_are_those_that_rasa_reads(importers: Importers) -> None:
    ours, rasas = (importer.get_nlu_data() for importer in importers)
    assert len(ours.training_examples) == 3
    assert ours.fingerprint() == rasas.fingerprint()


def test_rules_are_those_that_rasa_reads(importers: Importers) -> None:
    ours, rasas = (importer.get_stories() for importer in importers)
    assert len(ours.story_steps) == 1
    assert ours.fingerprint() == rasas.fingerprint()


def test_merging_copies_no_example(importers: Importers) -> None:
    examples = importers[0].get_nlu_data()
    merged = TrainingData().merge(examples, deepcopy(examples))
    assert {id(each) for each in merged.training_examples} == {
        id(each) for each in examples.training_examples
    }


def test_an_example_that_is_changed_has_another_fingerprint(importers: Importers) -> None:
    example = importers[0].get_nlu_data().training_examples[0]
    before = example.fingerprint()
    example.set("intent", example.get("intent"))
    assert example.fingerprint() == before
    example.set("intent", "goodbye")
    assert example.fingerprint() != before
