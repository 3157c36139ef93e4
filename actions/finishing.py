"""End a visit and offer to log it, or open it again when that was a mistake."""

from __future__ import annotations

from collections.abc import Sequence

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.last_question import is_asked
from actions.names import ActionName, Entity, Outcome, Response
from actions.visit_choice import button, choice, line, on_told_day
from bot.domain_model.errors import NotFound
from bot.domain_model.finishing import names_a_visit
from bot.domain_model.visits import Visit
from bot.services.ports.assistant import payload

_FINISH = "finish_visit"
_REOPEN = "reopen_visit"
_MOST = 8


class ActionFinishVisit(RefleksAction):
    """Lets the visit of the button be done, or the one that is named, or the latest."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.FINISH_VISIT.value

    def perform(self, call: Call) -> list[Event]:
        """End it; ask which one when that is not clear, or when it has not begun yet."""
        chosen = call.entity(Entity.VISIT)
        if chosen is not None:
            return _finished(call, str(chosen))
        recent = call.services.visits.finishing.recent(call.actor, at=call.at)
        if not recent:
            return [outcome(Outcome.EMPTY)]
        meant = _meant(call, recent)
        if meant is not None:
            return _finished(call, meant.id)
        among = choice(call, recent).among
        buttons = [button(call, _FINISH, each) for each in among[:_MOST]]
        call.say(Response.CHOOSE_VISIT_TO_FINISH, buttons=buttons)
        return [outcome(Outcome.ASKED)]


class ActionReopenVisit(RefleksAction):
    """Lets a visit stand again: that of the button, the one just ended, or the one named."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.REOPEN_VISIT.value

    def perform(self, call: Call) -> list[Event]:
        """Open it; ask which one when that is not clear."""
        chosen = call.entity(Entity.VISIT)
        if chosen is not None:
            return _reopened(call, str(chosen))
        finished = call.services.visits.finishing.finished(call.actor, at=call.at)
        if not finished:
            return [outcome(Outcome.EMPTY)]
        just_ended = [each for each in finished if is_asked(call, payload(_REOPEN, visit=each.id))]
        if len(just_ended) == 1:
            return _reopened(call, just_ended[0].id)
        found = choice(call, on_told_day(call, finished))
        if found.only is not None and names_a_visit(call.told):
            return _reopened(call, found.only.id)
        buttons = [button(call, _REOPEN, each) for each in found.among[:_MOST]]
        call.say(Response.CHOOSE_VISIT_TO_REOPEN, buttons=buttons)
        return [outcome(Outcome.ASKED)]


def _reopened(call: Call, visit_id: str) -> list[Event]:
    try:
        visit = call.services.visits.finishing.reopen(call.actor, visit_id, at=call.at)
    except NotFound:
        return [outcome(Outcome.GONE)]
    buttons = [
        {"title": call.text(intent), "payload": payload(intent, visit=visit.id)}
        for intent in ("move_visit", "cancel_visit")
    ]
    said = Response.PAST_VISIT_REOPENED if visit.over(call.at) else Response.VISIT_REOPENED
    call.say(said, buttons=buttons, summary=line(call, visit))
    return [outcome(Outcome.DONE)]


def _meant(call: Call, recent: Sequence[Visit]) -> Visit | None:
    """Give the latest visit at the school or on the day that is named, or else today's."""
    found = choice(call, on_told_day(call, recent))
    begun = [each for each in found.among if each.begun(call.at)]
    if not begun:
        return None
    named = found.only is not None or len(found.among) < len(recent)
    today = begun[0].starts_at.astimezone(call.zone).date() == call.today
    return begun[0] if named or today else None


def say_finished(call: Call, visit: Visit) -> None:
    """Say that a visit is done, with a button that begins to log it."""
    day = visit.starts_at.astimezone(call.zone).date().isoformat()
    reflect = payload("log_reflection", school=visit.school_name, visited_on=day)
    buttons = [
        {"title": call.text("log_it"), "payload": reflect},
        {"title": call.text("not_done"), "payload": payload(_REOPEN, visit=visit.id)},
    ]
    call.say(Response.VISIT_FINISHED, buttons=buttons, summary=line(call, visit))


def _finished(call: Call, visit_id: str) -> list[Event]:
    try:
        visit = call.services.visits.finishing.finish(call.actor, visit_id, at=call.at)
    except NotFound:
        return [outcome(Outcome.GONE)]
    say_finished(call, visit)
    return [outcome(Outcome.DONE)]
