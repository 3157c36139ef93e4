"""What both forms share: moving between their steps, and an edge where errors end."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.boundary import Edge, Event, log_failure
from actions.names import Response, Slot
from bot.domain_model.schools import InvalidSchoolName, school_name

Found = dict[str, Any]
"""Slots and what they are set to; None lets the form ask for them again."""

_LEAD = re.compile(
    r"^(?:(?:det|dette|eg|jeg|vi|me|it)\s(?:var|er|was|is)\s)?(?:på|ved|hos|at)\s", re.I
)
_LONGEST_NAME = 7


class RefleksForm(Edge, FormValidationAction, ABC):
    """Checks a form's answers; one that cannot be checked is asked for again."""

    steps: Sequence[Slot]
    """The form's slots, in the order in which they are asked for."""

    @abstractmethod
    def name(self) -> str:
        """Give `validate_` and the form's name."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        """Check, and end every error here."""
        candidates = tracker.slots_to_validate()
        if outdated := [name for name, value in candidates.items() if _is_button(value)]:
            return [SlotSet(name, None) for name in outdated]
        try:
            return await super().run(dispatcher, tracker, domain)
        except Exception:
            log_failure(self.name())
            dispatcher.utter_message(response=Response.TRY_LATER.value)
            return [SlotSet(name, None) for name in candidates if name in self.steps]

    def back_from(self, slot: Slot) -> Found:
        """Let the form ask again for what came before `slot`."""
        place = self.steps.index(slot)
        return {each.value: None for each in self.steps[max(place - 1, 0) : place + 1]}


def _is_button(value: object) -> bool:
    """Tell a button of an earlier question, pressed late, from an answer in words.

    No channel lets a partner's own words begin with a slash.
    """
    return isinstance(value, str) and value.startswith("/")


def read_school(answer: str) -> str | None:
    """Give the school that an answer names, None when it looks like something else."""
    bare = _LEAD.sub("", answer.strip())
    if "?" in bare or len(bare.split()) > _LONGEST_NAME:
        return None
    try:
        return school_name(bare)
    except InvalidSchoolName:
        return None
