"""What partners may do with all that is kept of them: take it along, and have it erased."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from actions.visit_choice import NO
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
        """Ask, saying what goes and what stays; report REFUSED for the only coordinator.

        A yes in words is told of the button again, a no is KEPT.
        """
        confirmed = call.entity(Entity.CONFIRMED)
        if confirmed == NO:
            return [outcome(Outcome.KEPT)]
        if confirmed is not None:
            call.say(Response.PRESS_TO_ERASE, buttons=_buttons(call))
            return [outcome(Outcome.ASKED)]
        try:
            expected = call.services.erasure.ask(call.actor)
        except LastCoordinator:
            return [outcome(Outcome.REFUSED)]
        stays = "own_data_stays" if expected.kept else "own_data_nothing_stays"
        goes = call.text("own_data_goes", deleted=expected.deleted)
        summary = f"{goes}\n{call.text(stays, kept=expected.kept)}"
        call.say(Response.CONFIRM_ERASE, buttons=_buttons(call), summary=summary)
        return [outcome(Outcome.ASKED)]


def _buttons(call: Call) -> list[dict[str, str]]:
    return [
        {"title": call.text("erase_me"), "payload": ERASE},
        {"title": call.text("keep_me"), "payload": KEEP},
    ]
