"""Accept or change the themes of an own reflection, with buttons."""

from __future__ import annotations

from actions.call import Call
from actions.names import Entity, Response
from actions.reflection_words import name_of, theme_name, theme_with_evidence
from bot.domain_model.errors import NotFound
from bot.domain_model.reflections import Reflection
from bot.domain_model.themes import ReflectionTheme, Theme, ThemeSource
from bot.services.ports.assistant import payload

_ACCEPT, _ADD, _REMOVE, _MORE = "accept_themes", "add_theme", "remove_theme", "more_themes"


def choose_themes(call: Call, reflection_id: str, view: str) -> None:
    """Do what a button asks for, and show the themes as they are then.

    Raises:
        NotFound: when the reflection is not the partner's own.
    """
    reflection = call.services.reflections.get(call.actor, reflection_id)
    if reflection.partner_id != call.actor.partner_id:
        raise NotFound
    if view == _MORE:
        _offer_others(call, reflection)
        return
    themes = _wanted(call, reflection, view)
    if themes is not None:
        reflection = call.services.reflection_changes.set_themes(
            call.actor, reflection_id, themes, at=call.at
        )
    _show(call, reflection)


def _wanted(call: Call, reflection: Reflection, view: str) -> list[ReflectionTheme] | None:
    now, told = list(reflection.themes), call.entity(Entity.THEME)
    if view == _ACCEPT:
        return now
    if view == _REMOVE:
        return [each for each in now if each.theme != told]
    if view == _ADD and told not in {each.theme for each in now}:
        return [*now, ReflectionTheme(Theme(told), "", ThemeSource.AUTHOR)]
    return None


def _show(call: Call, reflection: Reflection) -> None:
    buttons = []
    if any(each.set_by is ThemeSource.SUGGESTED for each in reflection.themes):
        buttons.append(_button(call.text("themes_right"), reflection, _ACCEPT))
    for each in reflection.themes:
        title = call.text("remove_theme", theme=theme_name(call, each.theme))
        buttons.append(_button(title, reflection, _REMOVE, each.theme))
    buttons.append(_button(call.text("add_theme"), reflection, _MORE))
    listed = [f"• {_line(call, each)}" for each in reflection.themes] or [call.text("no_themes")]
    call.say(
        Response.REFLECTION_THEMES,
        buttons=buttons,
        reflection=name_of(call, reflection),
        list="\n".join(listed),
    )


def _line(call: Call, each: ReflectionTheme) -> str:
    return f"{theme_with_evidence(call, each)} – {call.text(f'set_by_{each.set_by}')}"


def _offer_others(call: Call, reflection: Reflection) -> None:
    there = {each.theme for each in reflection.themes}
    buttons = [
        _button(theme_name(call, theme).capitalize(), reflection, _ADD, theme)
        for theme in Theme
        if theme not in there
    ]
    call.say(Response.CHOOSE_THEME, buttons=buttons)


def _button(
    title: str, reflection: Reflection, view: str, theme: Theme | None = None
) -> dict[str, str]:
    about = {Entity.REFLECTION.value: reflection.id, Entity.VIEW.value: view}
    if theme is not None:
        about[Entity.THEME.value] = theme.value
    return {"title": title, "payload": payload("list_reflections", **about)}
