"""Change how far an own reflection is shared: wider, or back."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from bot.domain_model.dates import write_day
from bot.domain_model.reflections import Reflection
from bot.domain_model.sharing import Sharing


class ActionShareReflection(RefleksAction):
    """Shares the reflection of the button that was pressed; asks with buttons when none was."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.SHARE_REFLECTION.value

    def perform(self, call: Call) -> list[Event]:
        """Share as chosen, or ask how far the latest reflection is to be shared."""
        actor = call.actor
        if actor.partner_id is None:
            return [outcome(Outcome.NOT_PARTNER)]
        chosen = call.entity(Entity.REFLECTION)
        if chosen is not None:
            level = Sharing(call.entity(Entity.SHARING))
            call.services.reflections.share(actor, chosen, level, at=call.at)
            call.say(Response.REFLECTION_SHARED, level=_label(call, level))
            return [outcome(Outcome.DONE)]
        latest = call.services.reflections.own(actor, limit=1)
        if not latest:
            return [outcome(Outcome.EMPTY)]
        _ask(call, latest[0])
        return [outcome(Outcome.ASKED)]


def _ask(call: Call, reflection: Reflection) -> None:
    day = write_day(reflection.visited_on, call.language, today=call.today)
    call.say(
        Response.CHOOSE_SHARING,
        buttons=[_button(call, reflection, level) for level in Sharing],
        reflection=f"{reflection.school_name or call.text('no_school')}, {day}",
        level=_label(call, reflection.sharing),
    )


def _button(call: Call, reflection: Reflection, level: Sharing) -> dict[str, str]:
    label = _label(call, level)
    chosen = f'{{"{Entity.REFLECTION}": "{reflection.id}", "{Entity.SHARING}": "{level}"}}'
    return {"title": label[0].upper() + label[1:], "payload": f"/share_reflection{chosen}"}


def _label(call: Call, level: Sharing) -> str:
    return call.text(f"sharing_{level}")
