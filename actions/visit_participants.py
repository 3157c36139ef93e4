"""Take colleagues along on a visit, leave them out, or stay away oneself."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response, Slot
from actions.visit_choice import (
    ALL,
    ONE,
    button,
    choice,
    of_one_series,
    on_told_day,
    own_visit,
    whole_line,
)
from actions.visit_company import INTENT, change_company
from actions.visit_draft import VisitDraft
from bot.domain_model.errors import NotFound
from bot.domain_model.participants import Change, Wish, company_in, match_colleague, read_wish
from bot.domain_model.visits import Visit
from bot.services.ports.assistant import payload

_FORM = "visit_form"
_BETWEEN = ", "
_MOST = 6


class ActionVisitParticipants(RefleksAction):
    """Changes who goes on the visit that is planned in the form, or on one to come."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.VISIT_PARTICIPANTS.value

    def perform(self, call: Call) -> list[Event]:
        """Change it, or ask whom or which visit is meant; CHANGED when the form goes on."""
        draft, planning = (
            VisitDraft.read(call.tracker),
            call.tracker.active_loop.get("name") == _FORM,
        )
        if planning and draft.moved is None and call.entity(Entity.VISIT) is None:
            return _in_draft(call, draft)
        try:
            reached = _in_visit(call, _wish(call), draft if planning else VisitDraft())
        except NotFound:
            return [outcome(Outcome.GONE)]
        return [outcome(Outcome.CHANGED if planning else reached)]


def _in_draft(call: Call, draft: VisitDraft) -> list[Event]:
    chosen, name = call.entity(Entity.COLLEAGUE), str(call.entity(Entity.NAME) or "")
    wish = _wish(call)
    if chosen is not None:
        draft = draft.with_colleague(str(chosen), name)
    elif name:
        draft = draft.without_name(name)
    elif wish.change is Change.ADD:
        draft = draft.with_names(call, wish.names)
    else:
        for each in wish.names:
            draft = draft.without_name(each)
            found = match_colleague(each, draft.colleagues(call))
            draft = draft.without(found.colleagues[0].id) if found.colleagues else draft
    again = SlotSet(Slot.CONFIRMATION.value, None)
    return [draft.remembered(), again, outcome(Outcome.CHANGED)]


def _wish(call: Call) -> Wish:
    change = call.entity(Entity.CHANGE)
    if change is None:
        return read_wish(call.told) or Wish(Change.ADD, company_in(call.told))
    names = str(call.entity(Entity.NAME) or "")
    return Wish(Change(str(change)), tuple(filter(None, names.split(_BETWEEN))))


def _in_visit(call: Call, wish: Wish, draft: VisitDraft) -> Outcome:
    if draft.moved is not None:
        return _of_button(call, draft.moved, wish, ALL if draft.whole else ONE)
    chosen = call.entity(Entity.VISIT)
    if chosen is not None:
        return _of_button(call, str(chosen), wish, call.entity(Entity.CONFIRMED))
    coming = call.services.visits.coming(call.actor, at=call.at)
    if not coming:
        return Outcome.EMPTY
    concerned = _concerned(call, coming, wish)
    series = of_one_series(call, concerned)
    if series is not None:
        return _this_or_all(call, series, wish, ALL)
    that_day = on_told_day(call, concerned)
    found = choice(call, that_day)
    if found.only is not None:
        scope = ONE if len(that_day) < len(concerned) else None
        return _this_or_all(call, found.only, wish, scope)
    _ask_which(call, found.among, wish)
    return Outcome.ASKED


def _of_button(call: Call, visit_id: str, wish: Wish, scope: str | None) -> Outcome:
    visit = own_visit(call, visit_id)
    return Outcome.GONE if visit is None else _this_or_all(call, visit, wish, scope)


def _ask_which(call: Call, among: Sequence[Visit], wish: Wish) -> None:
    told = _meaning(wish)
    series = [each for each in among if each.series_id is not None]
    ways = []
    if len(series) > 1 and len({each.series_id for each in series}) == 1:
        ways = [_all(call, series[0], len(series), wish)]
        told["confirmed"] = ONE
    ways += [button(call, INTENT, each, **told) for each in among[:_MOST]]
    call.say(Response.CHOOSE_VISIT_TO_SHARE, buttons=ways)


def _this_or_all(call: Call, visit: Visit, wish: Wish, scope: str | None) -> Outcome:
    """Change a visit that stands alone; of a series, ask whether all of it is meant."""
    rest = call.services.visits.series.rest(call.actor, visit.id, at=call.at)
    series = _concerned(call, rest, wish) if len(rest) > 1 else rest
    if scope is not None or len(series) < 2:
        return change_company(call, series if scope == ALL and series else [visit], wish)
    only = {
        "title": call.text("only_this"),
        "payload": payload(INTENT, visit=visit.id, confirmed=ONE, **_meaning(wish)),
    }
    ways = [only, _all(call, visit, len(series), wish)]
    call.say(Response.SHARE_ONE_OR_ALL, buttons=ways, summary=whole_line(call, visit))
    return Outcome.ASKED


def _all(call: Call, visit: Visit, count: int, wish: Wish) -> dict[str, str]:
    return {
        "title": call.text("all_ahead", count=count),
        "payload": payload(INTENT, visit=visit.id, confirmed=ALL, **_meaning(wish)),
    }


def _meaning(wish: Wish) -> dict[str, str]:
    return {"change": wish.change.value, "name": _BETWEEN.join(wish.names)}


def _concerned(call: Call, coming: Sequence[Visit], wish: Wish) -> Sequence[Visit]:
    """Leave out visits that a wish cannot be about; all stay when it is about none."""
    if wish.change is Change.ADD:
        return coming
    own = call.actor.partner_id
    shared = [each for each in coming if each.others(own)]
    if wish.change is Change.LEAVE:
        return shared or coming
    with_them = [
        each
        for each in shared
        if all(match_colleague(name, each.others(own)).colleagues for name in wish.names)
    ]
    return with_them or coming
