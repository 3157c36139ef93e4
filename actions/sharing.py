"""Change how far an own reflection is shared: wider, or back."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from actions.own_reflections import meant
from actions.reflection_words import name_of
from bot.domain_model.actors import parse_chat_id
from bot.domain_model.errors import NotFound
from bot.domain_model.reflections import Reflection
from bot.domain_model.sharing import Sharing
from bot.services.ports.assistant import payload

_DEFAULT = "default"


class ActionShareReflection(RefleksAction):
    """Shares the reflection of the button that was pressed; asks with buttons when none was."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.SHARE_REFLECTION.value

    def perform(self, call: Call) -> list[Event]:
        """Share as chosen, or ask how far the latest reflection is to be shared."""
        actor = call.actor
        if call.entity(Entity.VIEW) == _DEFAULT:
            return _default(call)
        chosen, told = call.entity(Entity.REFLECTION), call.entity(Entity.SHARING)
        try:
            if chosen is not None and told is not None:
                level = Sharing(told)
                call.services.reflections.share(actor, chosen, level, at=call.at)
                call.say(Response.REFLECTION_SHARED, level=_label(call, level))
                return [outcome(Outcome.DONE)]
            reflection = meant(call)
        except NotFound:
            return [outcome(Outcome.GONE)]
        if reflection is None:
            return [outcome(Outcome.EMPTY)]
        _ask(call, reflection)
        return [outcome(Outcome.ASKED)]


def _default(call: Call) -> list[Event]:
    """Set how far new reflections are shared, or ask."""
    told = call.entity(Entity.SHARING)
    if told is not None:
        call.services.partners.set_default_sharing(call.actor, Sharing(told))
        call.say(Response.DEFAULT_SHARING_SET, level=_label(call, Sharing(told)))
        return [outcome(Outcome.DONE)]
    partner = call.services.partners.in_chat(parse_chat_id(call.tracker.sender_id))
    level = partner.default_sharing if partner else Sharing.ONLY_ME
    buttons = [_choice(call, each, **{Entity.VIEW.value: _DEFAULT}) for each in Sharing]
    call.say(Response.CHOOSE_DEFAULT_SHARING, buttons=buttons, level=_label(call, level))
    return [outcome(Outcome.ASKED)]


def _ask(call: Call, reflection: Reflection) -> None:
    about = {Entity.REFLECTION.value: reflection.id}
    usual = payload("share_reflection", **{Entity.VIEW.value: _DEFAULT})
    call.say(
        Response.CHOOSE_SHARING,
        buttons=[
            *(_choice(call, level, **about) for level in Sharing),
            {"title": call.text("change_usual_sharing"), "payload": usual},
        ],
        reflection=name_of(call, reflection),
        level=_label(call, reflection.sharing),
    )


def _choice(call: Call, level: Sharing, **about: str) -> dict[str, str]:
    label = _label(call, level)
    chosen = payload("share_reflection", **about, **{Entity.SHARING.value: level.value})
    return {"title": label[0].upper() + label[1:], "payload": chosen}


def _label(call: Call, level: Sharing) -> str:
    return call.text(f"sharing_{level}")
