"""Tell a partner who takes a school over what she may know of it."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from bot.domain_model.errors import NotFound


class ActionHandOver(RefleksAction):
    """Shows the history, open steps, themes and visits of the school that is named."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.HAND_OVER.value

    def perform(self, call: Call) -> list[Event]:
        """Say it; report ASKED when no school is named, EMPTY when nothing is for the partner."""
        handovers = call.services.handovers
        # «overlevering Solvik»: a name alone is known only by the schools that there are.
        school = call.entity(Entity.SCHOOL) or handovers.named_in(call.actor, call.words)
        if not school:
            return [outcome(Outcome.ASKED)]
        try:
            pack = handovers.of_school(call.actor, school, at=call.at)
        except NotFound:
            return [outcome(Outcome.EMPTY)]
        call.say(
            Response.HAND_OVER, summary=handovers.texts.message(pack, call.language, at=call.at)
        )
        return [outcome(Outcome.DONE)]
