"""Give back what others have learned: after logging, and when somebody wants to see it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from bot.domain_model.errors import NotFound
from bot.domain_model.insights import Insight, Verdict
from bot.domain_model.themes import Theme, suggest_themes
from bot.services.assistant import payload
from bot.services.insight_ports import InsightSearch
from bot.services.insight_readers import OpenedInsight

_LISTED = 8
_BROWSE = "browse_insights"
_ABOUT = re.compile(r"\b(?:om|about|on)\s+(.+)", re.DOTALL)
_NOTED = {
    Verdict.USEFUL: Response.INSIGHT_USEFUL,
    Verdict.USED: Response.INSIGHT_USED,
    Verdict.NOT_RELEVANT: Response.INSIGHT_NOT_RELEVANT,
}


class ActionOfferInsights(RefleksAction):
    """Offers what others have learned about the themes of the reflection just saved."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.OFFER_INSIGHTS.value

    def perform(self, call: Call) -> list[Event]:
        """Offer at most two; say nothing when there are none."""
        newest = call.services.reflections.own(call.actor, limit=1)
        themes = tuple(each.theme for reflection in newest for each in reflection.themes)
        found = call.services.insight_readers.after_log(call.actor, themes, at=call.at)
        if found:
            call.say(Response.INSIGHTS_OFFERED, buttons=_titles(call, found))
        return []


class ActionBrowseInsights(RefleksAction):
    """Lists, searches and opens insights, and takes down what a partner says of one."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.BROWSE_INSIGHTS.value

    def perform(self, call: Call) -> list[Event]:
        """Do what the button says, or list what the words ask for."""
        if call.actor.partner_id is None:
            return [outcome(Outcome.NOT_PARTNER)]
        chosen = call.entity(Entity.INSIGHT)
        try:
            if chosen is None:
                return [outcome(_list(call))]
            if (said := call.entity(Entity.VERDICT)) is not None:
                _judge(call, str(chosen), Verdict(said))
            else:
                _show(call, call.services.insight_readers.open(call.actor, chosen, at=call.at))
        except NotFound:
            return [outcome(Outcome.GONE)]
        return [outcome(Outcome.DONE)]


def _list(call: Call) -> Outcome:
    about = _ABOUT.search(call.words)
    wanted = about.group(1).strip(" ?!.") if about else ""
    found = _find(call, wanted)
    if found:
        call.say(Response.INSIGHTS_LIST, buttons=_titles(call, found))
        return Outcome.DONE
    if wanted and _find(call, ""):
        call.say(Response.INSIGHTS_NOT_FOUND)
        return Outcome.DONE
    return Outcome.EMPTY


def _find(call: Call, wanted: str) -> list[Insight]:
    """Search by the themes that the words name; by the words themselves when they name none."""
    themes = _themes_named(call, wanted)
    words = [] if themes else wanted.split()
    search = InsightSearch(themes, words, published_only=True)
    return call.services.insights.visible_to(call.actor, search, limit=_LISTED)


def _themes_named(call: Call, wanted: str) -> list[Theme]:
    if not wanted:
        return []
    labels = ((theme, call.services.texts.variants(f"themes.{theme}")) for theme in Theme)
    named = [theme for theme, label in labels if wanted in label.values()]
    return named or [each.theme for each in suggest_themes(wanted)]


def _show(call: Call, opened: OpenedInsight) -> None:
    insight, support = opened.insight, opened.support
    texts, language = call.services.texts, call.language
    lines = [insight.text.title(language), insight.text.text(language)]
    stands = texts.get(
        f"insights.support_{insight.reach}",
        language,
        reflections=support.reflections,
        partners=support.partners,
        institutions=support.institutions,
    )
    if opened.contrary:
        key = "contrary_one" if opened.contrary == 1 else "contrary_many"
        stands += " " + texts.get(f"insights.{key}", language, count=opened.contrary)
    buttons = [
        {
            "title": texts.get(f"insights.verdict_{verdict}", language),
            "payload": payload(_BROWSE, insight=insight.id, verdict=verdict.value),
        }
        for verdict in Verdict
    ]
    call.say(Response.INSIGHT, buttons=buttons, summary="\n\n".join([*lines, stands]))


def _judge(call: Call, insight_id: str, verdict: Verdict) -> None:
    call.services.insight_readers.judge(call.actor, insight_id, verdict, at=call.at)
    call.say(_NOTED[verdict])


def _titles(call: Call, insights: Sequence[Insight]) -> list[dict[str, str]]:
    return [
        {
            "title": each.text.short_title(call.language),
            "payload": payload(_BROWSE, insight=each.id),
        }
        for each in insights
    ]
