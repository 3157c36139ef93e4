"""How Rasa reads what it is trained from."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, Self

from rasa.shared.core.training_data.story_reader.yaml_story_reader import (
    KEY_RULES,
    KEY_STORIES,
    YAMLStoryReader,
)
from rasa.shared.core.training_data.structures import StoryGraph, StoryStep
from rasa.shared.data import get_data_files, is_likely_yaml_file
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.formats.rasa_yaml import (
    KEY_NLU,
    KEY_RESPONSES,
    RasaYAMLReader,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.yaml_files import read_yaml


class ReadOnceImporter(RasaFileImporter):
    """Reads every file of examples, answers and rules once in a training, with a reader in C.

    Rasa reads each file up to five times, in Python and against its schema, to learn what is in
    it, and asks for the examples three times, once under another language: half of the time that
    a training takes beside the encoding. `refleks check-data` and `rasa data validate` say what is
    wrong with a file.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Sort the YAML files of `training_data_paths` by what they hold."""
        super().__init__(config_file, domain_path)
        files = get_data_files(training_data_paths, is_likely_yaml_file)
        self._read = {path: read_yaml(Path(path)) for path in files}
        self._nlu_files = self._with(KEY_NLU, KEY_RESPONSES)
        self._story_files = self._with(KEY_STORIES, KEY_RULES)
        self._conversation_test_files = [
            path for path in self._story_files if YAMLStoryReader.is_test_stories_file(path)
        ]

    def get_nlu_data(self, language: str | None = None) -> TrainingData:
        """Give all examples and answers."""
        return self._examples

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Give all stories and rules; none is left out."""
        return StoryGraph(self._steps)

    @cached_property
    def _steps(self) -> list[StoryStep]:
        domain = self.get_domain()
        return [
            step
            for path in self._story_files
            for step in YAMLStoryReader(domain, path).read_from_parsed_yaml(self._read[path])
        ]

    def _with(self, *keys: str) -> list[str]:
        return [path for path, read in self._read.items() if any(key in read for key in keys)]

    @cached_property
    def _examples(self) -> TrainingData:
        reader = _ExampleReader()
        for path in self._nlu_files:
            reader.take(path, self._read[path])
        return reader.taken()


class _ExampleReader(RasaYAMLReader):
    """Makes Rasa's examples of what was read elsewhere."""

    def take(self, path: str, read: dict[str, Any]) -> None:
        """Add the examples and answers that a file holds."""
        self.filename = path
        self._parse_nlu(read.get(KEY_NLU))
        self.responses.update(read.get(KEY_RESPONSES) or {})

    def taken(self) -> TrainingData:
        """Give all that was taken."""
        return TrainingData(
            [_Example(each.data) for each in self.training_examples],
            self.entity_synonyms,
            self.regex_features,
            self.lookup_tables,
            self.responses,
        )


class _Example(Message):
    """An example that nobody changes, and so one for all who would have a copy of their own.

    Rasa copies every example and takes its fingerprint eleven times while it merges what it
    trains from: together they took a sixth of a training beside the encoding.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """Write what is new; the same again leaves the fingerprint as it is."""
        if add_to_output or self.get(prop) != info:
            super().set(prop, info, add_to_output)
