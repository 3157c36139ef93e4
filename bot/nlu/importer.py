"""How Rasa reads what it is trained from."""

from __future__ import annotations

from functools import cached_property

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class ReadOnceImporter(RasaFileImporter):
    """Reads `data/nlu` and `data/responses` once in a training.

    Rasa asks for the examples three times, once under another language, and a time takes seconds.
    """

    def get_nlu_data(self, language: str | None = None) -> TrainingData:
        """Give all examples and answers; whoever changes them copies them first."""
        return self._examples

    @cached_property
    def _examples(self) -> TrainingData:
        return super().get_nlu_data()
