"""List insights, page by page: all of them, of one theme, or those that some words find."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from actions.call import Call
from actions.names import Entity, Outcome, Response
from actions.reflection_words import theme_name
from bot.domain_model.errors import NotFound
from bot.domain_model.insights import Insight
from bot.domain_model.themes import Theme, suggest_themes
from bot.services.ports.assistant import payload
from bot.services.ports.insights import InsightSearch

BROWSE = "browse_insights"
_LISTED = 8
_PAGE, _THEMES = "page", "themes"
_ABOUT = re.compile(r"\b(?:om|med|etter|about|on|with)\s+(.+)", re.DOTALL)
_NOTHING_MORE = {"det", "dette", "det samme", "det same", "this", "it", "that", "the same"}
"""What «innsikter om det samme» is about: nothing that could be searched for."""


def say_insights(call: Call) -> Outcome:
    """Say the list that the words or the button ask for; EMPTY when there is none at all."""
    if call.entity(Entity.VIEW) == _THEMES:
        return _say_themes(call)
    wanted, after = _wanted(call), call.entity(Entity.INSIGHT)
    search, found = _find(call, wanted, after)
    if found:
        response = Response.INSIGHTS_MORE if after else Response.INSIGHTS_LIST
        call.say(response, buttons=[*_buttons(call, wanted, search, found, after)])
        return Outcome.DONE
    if wanted and _page(call, InsightSearch(published_only=True), None):
        call.say(Response.INSIGHTS_NOT_FOUND)
        return Outcome.DONE
    return Outcome.EMPTY


def titles(call: Call, insights: Sequence[Insight]) -> list[dict[str, str]]:
    """Give a button for each insight, which opens it."""
    return [
        {
            "title": each.text.short_title(call.language),
            "payload": payload(BROWSE, insight=each.id),
        }
        for each in insights
    ]


def _wanted(call: Call) -> str:
    told = call.entity(Entity.QUERY)
    if told is not None:
        return str(told)
    about = _ABOUT.search(call.words)
    wanted = about.group(1).strip(" ?!.") if about else ""
    return "" if wanted in _NOTHING_MORE else wanted


def _find(call: Call, wanted: str, after: str | None) -> tuple[InsightSearch, Sequence[Insight]]:
    """Search by the themes that the words name, then by the words themselves."""
    search = InsightSearch(published_only=True)
    found: Sequence[Insight] = ()
    for search in _searches(call, wanted):
        found = _page(call, search, after)
        if found:
            break
    return search, found


def _searches(call: Call, wanted: str) -> Iterator[InsightSearch]:
    chosen = call.entity(Entity.THEME)
    themes = [Theme(chosen)] if chosen else _themes_named(call, wanted)
    if themes:
        yield InsightSearch(themes, published_only=True)
    if not chosen:
        yield InsightSearch(words=wanted.split(), published_only=True)


def _page(call: Call, search: InsightSearch, after: str | None) -> Sequence[Insight]:
    insights, more = call.services.insights, _LISTED + 1
    # The last one of the page before may have been withdrawn: then it begins anew.
    with suppress(NotFound):
        return insights.visible_to(call.actor, search, limit=more, before=after)
    return insights.visible_to(call.actor, search, limit=more)


def _themes_named(call: Call, wanted: str) -> list[Theme]:
    if not wanted:
        return []
    labels = ((theme, call.services.texts.variants(f"themes.{theme}")) for theme in Theme)
    named = [theme for theme, label in labels if wanted in label.values()]
    return named or [each.theme for each in suggest_themes(wanted)]


def _buttons(
    call: Call, wanted: str, search: InsightSearch, found: Sequence[Insight], after: str | None
) -> Iterator[dict[str, str]]:
    yield from titles(call, found[:_LISTED])
    if len(found) > _LISTED:
        about = {"insight": found[_LISTED - 1].id, "query": wanted}
        if chosen := call.entity(Entity.THEME):
            about["theme"] = str(chosen)
        yield {"title": call.text("more"), "payload": payload(BROWSE, view=_PAGE, **about)}
    if not (after or search.themes or search.words):
        yield {"title": call.text("choose_theme"), "payload": payload(BROWSE, view=_THEMES)}


def _say_themes(call: Call) -> Outcome:
    themes = call.services.insights.themes(call.actor)
    buttons = [
        {
            "title": theme_name(call, each).capitalize(),
            "payload": payload(BROWSE, theme=each.value),
        }
        for each in themes
    ]
    if not buttons:
        return Outcome.EMPTY
    call.say(Response.INSIGHT_THEMES, buttons=buttons)
    return Outcome.DONE
