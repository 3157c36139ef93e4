"""Search the answers and documents, and show what was found with where it stands."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from bot.domain_model.searching import wanted
from bot.services.search import Hit

_PAYLOAD = "/"


class ActionSearch(RefleksAction):
    """Searches for what the message names, or for the last question when a button asks for it."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.SEARCH.value

    def perform(self, call: Call) -> list[Event]:
        """Say what was found; report EMPTY when nothing was, ASKED when nothing was named."""
        query = _query(call)
        if not query:
            return [outcome(Outcome.ASKED)]
        hits = call.services.search.find(call.actor, query, language=call.language)
        if not hits:
            return [outcome(Outcome.EMPTY)]
        listed = "\n\n".join(_shown(call, at, hit) for at, hit in enumerate(hits, start=1))
        buttons = [
            {"title": hit.title, "payload": f"/faq/{hit.topic}"} for hit in hits if hit.topic
        ]
        call.say(Response.SEARCH_HITS, buttons=buttons, list=listed)
        return [outcome(Outcome.DONE)]


def _query(call: Call) -> str:
    named = call.entity(Entity.QUERY)
    if named is not None:
        return str(named).strip()
    if not call.message.startswith(_PAYLOAD):
        return wanted(call.message)
    # The button under «det vet jeg ikke» searches for the question that was not known.
    said = (str(each.get("text") or "") for each in reversed(call.tracker.events)
            if each.get("event") == "user")  # fmt: skip
    return next((wanted(text) for text in said if text and not text.startswith(_PAYLOAD)), "")


def _shown(call: Call, number: int, hit: Hit) -> str:
    """Show a hit: an answer by its title and source; a document word for word, and its place."""
    if hit.topic is not None:
        source = call.services.texts.get(
            "replies.source_line", call.language, source=" ".join(hit.sources)
        )
        return f"{number}. {hit.title}\n{hit.extract}\n{source}"
    if hit.page is not None:
        where = call.text("cited_page", title=hit.title, page=hit.page)
    elif hit.heading:
        where = call.text("cited_heading", title=hit.title, heading=hit.heading)
    else:
        where = call.text("cited", title=hit.title)
    source = call.services.texts.get("replies.source_line", call.language, source=where)
    return f"{number}. «{hit.extract}»\n{source}"
