"""What partners may do with all that is kept of them: take it along, and have it erased."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.last_question import is_asked
from actions.names import ActionName, Confirmed, Outcome, Response, Slot
from bot.services.erasure import ERASE, KEEP, LastCoordinator


class ActionExportMyData(RefleksAction):
    """Gives a partner all that is kept of her; the file is made when the message leaves."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.EXPORT_MY_DATA.value

    def perform(self, call: Call) -> list[Event]:
        """Say how much it is, with the file."""
        extent = call.services.exports.reckon(call.actor)
        summary = call.text(
            "own_data_summary",
            reflections=extent.reflections,
            visits=extent.visits,
            messages=extent.messages,
        )
        call.say(Response.OWN_DATA, summary=summary)
        return [outcome(Outcome.DONE)]


class ActionDeleteMyData(RefleksAction):
    """Asks once whether to erase everything; only the button under that question does it."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.DELETE_MY_DATA.value

    def perform(self, call: Call) -> list[Event]:
        """Ask, saying what goes and what stays; report REFUSED for the only coordinator."""
        try:
            expected = call.services.erasure.ask(call.actor)
        except LastCoordinator:
            return [outcome(Outcome.REFUSED)]
        stays = "own_data_stays" if expected.kept else "own_data_nothing_stays"
        buttons = [
            {"title": call.text("erase_me"), "payload": ERASE},
            {"title": call.text("keep_me"), "payload": KEEP},
        ]
        goes = call.text("own_data_goes", deleted=expected.deleted)
        summary = f"{goes}\n{call.text(stays, kept=expected.kept)}"
        call.say(Response.CONFIRM_ERASE, buttons=buttons, summary=summary)
        if call.tracker.active_loop.get("name") or call.slot(Slot.CONFIRMATION) is not None:
            return [outcome(Outcome.ASKED)]  # a yes would be to something else
        return [SlotSet(Slot.CONFIRMATION.value, Confirmed.ERASE.value), outcome(Outcome.ASKED)]


class ActionEraseAfterYes(RefleksAction):
    """Says that a yes in words erases nothing: only the button does."""

    answers = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.ERASE_AFTER_YES.value

    def perform(self, call: Call) -> list[Event]:
        """Point at the button while it is under the last question."""
        asked = is_asked(call, ERASE)
        call.say(Response.PRESS_TO_ERASE if asked else Response.NOTHING_TO_CONFIRM)
        return [SlotSet(Slot.CONFIRMATION.value, None)]
