"""One's own reflections: list them, open one, see how it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from actions.reflection_words import name_of, reflection_in_full, school_of, short, theme_name
from actions.theme_choice import choose_themes
from bot.domain_model.dates import write_day
from bot.domain_model.errors import NotFound
from bot.domain_model.reflection_changes import ReflectionField, ReflectionVersion
from bot.domain_model.reflections import Reflection
from bot.domain_model.schools import school_key
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme
from bot.services.name_consents import withdrawal
from bot.services.ports.assistant import payload
from bot.services.ports.reflections import NEWEST

_LISTED = 5
_LOOKED_AT = 200
"""So many of the newest are looked through for a school."""
_LIST = "list_reflections"
_PAGE, _HISTORY = "page", "history"


class ActionListReflections(RefleksAction):
    """Lists the partner's own reflections, page by page, and opens one."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.LIST_REFLECTIONS.value

    def perform(self, call: Call) -> list[Event]:
        """Say the list or the one; report EMPTY when there is none, GONE for a deleted one."""
        view, chosen = call.entity(Entity.VIEW), call.entity(Entity.REFLECTION)
        try:
            if chosen is None and view is not None:
                newest = meant(call)
                if newest is None:
                    return [outcome(Outcome.EMPTY)]
                chosen = newest.id
            if chosen is None or view == _PAGE:
                return _listed(call, chosen)
            if view == _HISTORY:
                _tell_history(call, str(chosen))
            elif view is not None:
                choose_themes(call, str(chosen), str(view))
            else:
                show(call, own(call, str(chosen)))
        except NotFound:
            return [outcome(Outcome.GONE)]
        return [outcome(Outcome.DONE)]


def own(call: Call, reflection_id: str) -> Reflection:
    """Give an own reflection; raise NotFound for others."""
    found = call.services.reflections.get(call.actor, reflection_id)
    if found.partner_id != call.actor.partner_id:
        raise NotFound
    return found


def meant(call: Call) -> Reflection | None:
    """Find which own reflection is meant: that of the button, of the school, or the newest.

    Raises:
        NotFound: when it is not there any more.
    """
    chosen = call.entity(Entity.REFLECTION)
    if chosen not in (None, NEWEST):
        return own(call, str(chosen))
    at_school = _from_school(call) if chosen is None else None
    if at_school is not None:
        return next(iter(at_school), None)
    return next(iter(call.services.reflections.own(call.actor, limit=1)), None)


def show(call: Call, reflection: Reflection) -> None:
    """Say a reflection in full, with what can be done about it."""
    about = {Entity.REFLECTION.value: reflection.id}
    offers = [
        ("edit", payload("edit_reflection", **about)),
        ("change_themes", payload(_LIST, view="themes", **about)),
        ("change_sharing", payload("share_reflection", **about)),
    ]
    if reflection.sharing is not Sharing.ONLY_ME:
        level = {Entity.SHARING.value: Sharing.ONLY_ME.value}
        offers.append(("withdraw", payload("share_reflection", **about, **level)))
    if call.services.reflection_changes.history(call.actor, reflection.id):
        offers.append(("history", payload(_LIST, view=_HISTORY, **about)))
    offers.append(("delete", payload("delete_reflection", **about)))
    buttons = [{"title": call.text(title), "payload": wish} for title, wish in offers]
    for insight in call.services.name_consents.given_for(call.actor, reflection.id):
        take_back = call.services.texts.get("consents.take_back", call.language)
        title = f"{take_back}: {insight.text.short_title(call.language)}"
        buttons.append({"title": title, "payload": withdrawal(insight)})
    summary = reflection_in_full(call, reflection)
    call.say(Response.REFLECTION_SHOWN, buttons=buttons, summary=summary)


def _listed(call: Call, after: str | None) -> list[Event]:
    at_school = _from_school(call)
    if at_school is not None:
        found: Sequence[Reflection] = at_school[: _LISTED + 1]
    else:
        found = call.services.reflections.own(call.actor, limit=_LISTED + 1, before=after)
    if not found:
        return [outcome(Outcome.EMPTY)]
    if len(found) == 1 and at_school is not None:
        show(call, found[0])
        return [outcome(Outcome.DONE)]
    listed = "\n".join(_line(call, each) for each in found[:_LISTED])
    call.say(Response.REFLECTIONS_LIST, buttons=list(_buttons(call, found)), list=listed)
    return [outcome(Outcome.DONE)]


def _buttons(call: Call, found: Sequence[Reflection]) -> Iterator[dict[str, str]]:
    for each in found[:_LISTED]:
        about = payload(_LIST, **{Entity.REFLECTION.value: each.id})
        yield {"title": short(name_of(call, each), 48), "payload": about}
    if len(found) > _LISTED:
        last = {Entity.REFLECTION.value: found[_LISTED - 1].id}
        yield {"title": call.text("older"), "payload": payload(_LIST, view=_PAGE, **last)}


def _from_school(call: Call) -> list[Reflection] | None:
    """List what was written of the school that the message names; None when it names none."""
    told = call.entity(Entity.SCHOOL)
    if told is None:
        return None
    newest = call.services.reflections.own(call.actor, limit=_LOOKED_AT)
    return [each for each in newest if school_key(each.school_name) == school_key(str(told))]


def _line(call: Call, reflection: Reflection) -> str:
    day = write_day(reflection.visited_on, call.language, today=call.today)
    told = short(reflection.parts.text.partition("\n")[0])
    return f"• {day}, {school_of(call, reflection.school_name)}: {told}"


def _tell_history(call: Call, reflection_id: str) -> None:
    reflection = own(call, reflection_id)
    versions = call.services.reflection_changes.history(call.actor, reflection_id)
    told = "\n".join(_change(call, each) for each in versions) or call.text("never_changed")
    call.say(Response.REFLECTION_HISTORY, reflection=name_of(call, reflection), list=told)


def _change(call: Call, version: ReflectionVersion) -> str:
    day = write_day(
        version.changed_at.astimezone(call.zone).date(), call.language, today=call.today
    )
    before = _before(call, version) or call.text("nothing_before")
    return f"• {day}: {call.text(f'changed_{version.field}')} – {before}"


def _before(call: Call, version: ReflectionVersion) -> str:
    match version.field:
        case ReflectionField.SHARING:
            return call.text(f"sharing_{version.before}")
        case ReflectionField.THEMES:
            return ", ".join(theme_name(call, Theme(each)) for each in version.before.split())
    return f"«{version.before}»" if version.before else ""
