"""Actions of the tiny assistant; what a partner has written decides what goes wrong."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection


def note(saves: Path, sender: str) -> None:
    """Save, as far as this assistant saves anything."""
    with saves.open("a") as file:
        file.write(f"{sender}\n")


def forget(tracker: Tracker) -> list[dict[str, Any]]:
    """Empty the form, unless it is still being filled in."""
    if tracker.active_loop.get("name"):
        return []
    return [SlotSet(name, None) for name in ("happened", "worked")]


class ActionSave(Action):
    """Saves, or breaks when it is told to."""

    def name(self) -> str:
        return "action_save"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        wording = f"{tracker.latest_message['text']} {tracker.get_slot('happened')}"
        if "feil" in wording:
            raise RuntimeError(f"cannot save «{wording}»")
        if "avvis" in wording:
            raise ActionExecutionRejection(self.name())
        saves = Path(os.environ["TINY_SAVES"])
        if "treg" in wording:
            saves.with_name("begun").touch()
            await asyncio.sleep(0.5)
        note(saves, tracker.sender_id)
        return [SlotSet("outcome", "saved"), *forget(tracker)]


class ActionCircle(Action):
    """Never ends."""

    def name(self) -> str:
        return "action_circle"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="Rundt og rundt.")
        return [FollowupAction(self.name())]


class ValidateLogForm(FormValidationAction):
    """Checks what was written, or breaks when it is told to."""

    def name(self) -> str:
        return "validate_log_form"

    def validate_worked(
        self,
        value: str,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        if "sprekk" in value:
            raise RuntimeError("cannot check")
        return {"worked": value}
