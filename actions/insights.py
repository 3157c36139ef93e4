"""Give back what others have learned: after logging, and when somebody wants to see it."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.insight_list import BROWSE, say_insights, titles
from actions.names import ActionName, Entity, Outcome, Response
from bot.domain_model.errors import NotFound
from bot.domain_model.insights import Verdict
from bot.services.insight_readers import OpenedInsight
from bot.services.ports.assistant import payload

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
            call.say(Response.INSIGHTS_OFFERED, buttons=titles(call, found))
        return []


class ActionBrowseInsights(RefleksAction):
    """Lists, searches and opens insights, and takes down what a partner says of one."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.BROWSE_INSIGHTS.value

    def perform(self, call: Call) -> list[Event]:
        """Do what the button says, or list what the words ask for."""
        chosen = call.entity(Entity.INSIGHT)
        try:
            if chosen is None or call.entity(Entity.VIEW) is not None:
                return [outcome(say_insights(call))]
            if (said := call.entity(Entity.VERDICT)) is not None:
                _judge(call, str(chosen), Verdict(said))
            else:
                _show(call, call.services.insight_readers.open(call.actor, chosen, at=call.at))
        except NotFound:
            return [outcome(Outcome.GONE)]
        return [outcome(Outcome.DONE)]


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
            "payload": payload(BROWSE, insight=insight.id, verdict=verdict.value),
        }
        for verdict in Verdict
    ]
    call.say(Response.INSIGHT, buttons=buttons, summary="\n\n".join([*lines, stands]))


def _judge(call: Call, insight_id: str, verdict: Verdict) -> None:
    call.services.insight_readers.judge(call.actor, insight_id, verdict, at=call.at)
    call.say(_NOTED[verdict])
