"""Take colleagues along on a visit, leave them out, or stay away oneself."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response, Slot
from actions.visit_choice import button, choice, on_told_day, own_visit, whole_line
from actions.visit_draft import VisitDraft
from actions.visit_overlaps import overlaps_of_joined
from bot.domain_model.errors import NotFound
from bot.domain_model.participants import (
    Change,
    Match,
    Wish,
    company_in,
    match_colleague,
    read_wish,
)
from bot.domain_model.people import write_names
from bot.domain_model.visits import Participant, Visit
from bot.services.assistant import payload
from bot.services.visit_participants import NobodyLeft

INTENT = "visit_participants"
_FORM = "visit_form"
_BETWEEN = ", "
_MOST = 6


class ActionVisitParticipants(RefleksAction):
    """Changes who goes on the visit that is planned in the form, or on one to come."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.VISIT_PARTICIPANTS.value

    def perform(self, call: Call) -> list[Event]:
        """Change it, or ask whom or which visit is meant; CHANGED when the form goes on."""
        if call.actor.partner_id is None:
            return [outcome(Outcome.NOT_PARTNER)]
        draft, planning = (
            VisitDraft.read(call.tracker),
            call.tracker.active_loop.get("name") == _FORM,
        )
        if planning and draft.moved is None and call.entity(Entity.VISIT) is None:
            return _in_draft(call, draft)
        try:
            reached = _in_visit(call, _wish(call), draft.moved if planning else None)
        except NotFound:
            return [outcome(Outcome.GONE)]
        return [outcome(Outcome.CHANGED if planning else reached)]


def ask_who(call: Call, name: str, found: Match, **meaning: object) -> None:
    """Ask whom a name means: one of those it may be, or nobody that is known."""
    buttons = [
        _button(each.name, colleague=each.id, name=name, **meaning) for each in found.colleagues
    ]
    if not buttons:
        call.say(Response.COLLEAGUE_UNKNOWN, buttons=[], name=name)
        return
    call.say(Response.CHOOSE_COLLEAGUE, buttons=buttons, name=name)


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


def _in_visit(call: Call, wish: Wish, moved: str | None) -> Outcome:
    chosen = call.entity(Entity.VISIT) or moved
    if chosen is not None:
        visit = own_visit(call, str(chosen))
        return Outcome.GONE if visit is None else _change(call, visit, wish)
    coming = call.services.visits.coming(call.actor, at=call.at)
    if not coming:
        return Outcome.EMPTY
    found = choice(call, on_told_day(call, _concerned(call, coming, wish)))
    if found.only is not None:
        return _change(call, found.only, wish)
    told = {"change": wish.change.value, "name": _BETWEEN.join(wish.names)}
    buttons = [button(call, INTENT, each, **told) for each in found.among]
    call.say(Response.CHOOSE_VISIT_TO_SHARE, buttons=buttons)
    return Outcome.ASKED


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


def _change(call: Call, visit: Visit, wish: Wish) -> Outcome:
    if wish.change is Change.LEAVE:
        return _leave(call, visit)
    adding = wish.change is Change.ADD
    others = visit.others(call.actor.partner_id)
    known = call.services.visits.participants.colleagues(call.actor) if adding else others
    chosen = call.entity(Entity.COLLEAGUE)
    settled = [each for each in known if each.id == chosen]
    meaning = {"visit": visit.id, "change": wish.change.value}
    if chosen is None and not wish.names:
        left = [each for each in known if not (adding and visit.includes(each.id))]
        buttons = [_button(each.name, colleague=each.id, **meaning) for each in left[:_MOST]]
        call.say(Response.ASK_COLLEAGUE if buttons else Response.NO_COLLEAGUES, buttons=buttons)
        return Outcome.ASKED
    for name in () if chosen is not None else wish.names:
        found = match_colleague(name, known)
        if found.only is not None:
            settled.append(found.only)
        elif found.colleagues or adding or not _stays_away(call, name, visit):
            ask_who(call, name, found, **meaning)
    if chosen is not None and not settled:
        raise NotFound
    return _settle(call, visit, wish.change, settled)


def _stays_away(call: Call, name: str, visit: Visit) -> bool:
    """Say that a colleague does not go on a visit anyway; tell whether it is one."""
    known = call.services.visits.participants.colleagues(call.actor)
    colleague = match_colleague(name, known).only
    if colleague is not None:
        summary = whole_line(call, visit)
        call.say(Response.NOT_ON_VISIT, names=colleague.name, summary=summary)
    return colleague is not None


def _settle(call: Call, visit: Visit, change: Change, settled: Sequence[Participant]) -> Outcome:
    if not settled:
        return Outcome.ASKED
    participants = call.services.visits.participants
    use = participants.add if change is Change.ADD else participants.remove
    for each in settled:
        visit = use(call.actor, visit.id, each.id, source_key=call.source_key, at=call.at)
    said = Response.PARTICIPANTS_ADDED if change is Change.ADD else Response.PARTICIPANTS_REMOVED
    names = write_names([each.name for each in settled], call.language)
    same_time = overlaps_of_joined(call, [visit], settled) if change is Change.ADD else ""
    summary = "\n".join(filter(None, (whole_line(call, visit), same_time)))
    call.say(said, names=names, summary=summary)
    return Outcome.DONE


def _leave(call: Call, visit: Visit) -> Outcome:
    try:
        call.services.visits.participants.leave(
            call.actor, visit.id, source_key=call.source_key, at=call.at
        )
    except NobodyLeft:
        cancel = {
            "title": call.text("cancel_visit"),
            "payload": payload("cancel_visit", visit=visit.id),
        }
        call.say(Response.LEAVE_ALONE, buttons=[cancel], summary=whole_line(call, visit))
        return Outcome.ASKED
    call.say(Response.PARTICIPANT_LEFT, summary=whole_line(call, visit, alone=True))
    return Outcome.DONE


def _button(title: str, **meaning: object) -> dict[str, str]:
    return {"title": title, "payload": payload(INTENT, **meaning)}
