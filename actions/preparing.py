"""Prepare a visit: the checklist, with the partner's own words from last time."""

from __future__ import annotations

from collections.abc import Iterator

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from actions.visit_choice import when
from bot.domain_model.errors import NotFound
from bot.services.preparation import Prepared


class ActionPrepareVisit(RefleksAction):
    """Gives the checklist for the visit of the button, the school that is named, or the next."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.PREPARE_VISIT.value

    def perform(self, call: Call) -> list[Event]:
        """Say it; who is not a partner gets the checklist alone."""
        prepared = _prepared(call)
        summary = "\n".join(_lines(call, prepared)) or call.text("prepare_any_visit")
        call.say(Response.VISIT_CHECKLIST, summary=summary)
        return [outcome(Outcome.DONE)]


def _prepared(call: Call) -> Prepared:
    chosen = call.entity(Entity.VISIT)
    if call.actor.partner_id is None:
        return Prepared(school=call.entity(Entity.SCHOOL))
    if chosen is not None:
        try:
            return call.services.preparation.of_visit(call.actor, str(chosen))
        except NotFound:
            return Prepared()
    return call.services.preparation.of_next(call.actor, call.school, at=call.at)


def _lines(call: Call, prepared: Prepared) -> Iterator[str]:
    if prepared.school is None:
        return
    visit = prepared.visit
    told = f", {when(call, visit.starts_at, visit.ends_at)}" if visit else ""
    yield call.text("prepare_visit", visit=f"{prepared.school}{told}")
    parts = prepared.last.parts if prepared.last else None
    if parts and parts.next_step:
        yield call.services.texts.get("reminders.next_step", call.language, step=parts.next_step)
    if parts and parts.hard:
        yield call.services.texts.get("reminders.hard", call.language, hard=parts.hard)
