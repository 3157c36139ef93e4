"""Close the loop: what became of the last next step at a school."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import SKIPPED, ActionName, Entity, Outcome, Response
from bot.domain_model.errors import NotFound
from bot.domain_model.reflection_changes import NextStepOutcome
from bot.domain_model.reflections import Reflection
from bot.services.ports.assistant import payload


class ActionCloseNextStep(RefleksAction):
    """Keeps what became of a next step, once; a second answer changes nothing."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.CLOSE_NEXT_STEP.value

    def perform(self, call: Call) -> list[Event]:
        """Keep it; report GONE when the reflection is not there any more."""
        result = NextStepOutcome(call.entity(Entity.RESULT))
        try:
            close(call, str(call.entity(Entity.REFLECTION)), result)
        except NotFound:
            return [outcome(Outcome.GONE)]
        return [outcome(Outcome.DONE)]


def close(call: Call, reflection_id: str, result: NextStepOutcome) -> None:
    """Keep what became of a next step."""
    call.services.reflection_changes.close_next_step(call.actor, reflection_id, result, at=call.at)


def open_step(call: Call, school: str | None) -> Reflection | None:
    """Give the last reflection from a school when nobody has said what became of its next step."""
    if school in (None, SKIPPED) or call.actor.partner_id is None:
        return None
    return call.services.reflection_changes.open_next_step(call.actor, str(school))


def ask_about_step(call: Call, school: str | None) -> None:
    """Ask what became of the last next step at a school; say nothing when none is open."""
    last = open_step(call, school)
    if last is not None:
        buttons = [
            {
                "title": call.text(f"next_step_{result}"),
                "payload": payload("close_next_step", reflection=last.id, result=result.value),
            }
            for result in NextStepOutcome
        ]
        call.say(Response.NEXT_STEP_OPEN, buttons=buttons, summary=last.parts.next_step)
