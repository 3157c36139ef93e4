"""Change who goes on visits that are chosen: by name, asking whom an unclear one means."""

from __future__ import annotations

from collections.abc import Sequence

from actions.call import Call
from actions.names import Entity, Outcome, Response
from actions.visit_choice import ALL, ONE, whole_line
from actions.visit_overlaps import overlaps_of_joined
from bot.domain_model.errors import NotFound
from bot.domain_model.participants import Change, Match, Wish, match_colleague
from bot.domain_model.people import write_names
from bot.domain_model.visits import Participant, Visit
from bot.services.ports.assistant import payload
from bot.services.visit_participants import NobodyLeft

INTENT = "visit_participants"
_MOST = 6


def change_company(call: Call, visits: Sequence[Visit], wish: Wish) -> Outcome:
    """Do what is wished on one visit, or on several of one series.

    Raises:
        NotFound: when the visit is off by now, or the colleague of a button is none any more.
    """
    if wish.change is Change.LEAVE:
        return _leave(call, visits)
    adding = wish.change is Change.ADD
    known = _colleagues(call) if adding else _company(call, visits)
    chosen = call.entity(Entity.COLLEAGUE)
    settled = [each for each in known if each.id == chosen]
    scope = ALL if len(visits) > 1 else ONE
    meaning = {"visit": visits[0].id, "change": wish.change.value, "confirmed": scope}
    if chosen is None and not wish.names:
        left = [each for each in known if not (adding and _goes_always(each, visits))]
        buttons = [_button(each.name, colleague=each.id, **meaning) for each in left[:_MOST]]
        call.say(Response.ASK_COLLEAGUE if buttons else Response.NO_COLLEAGUES, buttons=buttons)
        return Outcome.ASKED
    for name in () if chosen is not None else wish.names:
        found = match_colleague(name, known)
        if found.only is not None:
            settled.append(found.only)
        elif found.colleagues or adding or not _stays_away(call, name, visits):
            ask_who(call, name, found, **meaning)
    if chosen is not None and not settled:
        raise NotFound
    return _settle(call, visits, wish.change, settled)


def ask_who(call: Call, name: str, found: Match, **meaning: object) -> None:
    """Ask whom a name means: one of those it may be, or nobody that is known."""
    buttons = [
        _button(each.name, colleague=each.id, name=name, **meaning) for each in found.colleagues
    ]
    if not buttons:
        call.say(Response.COLLEAGUE_UNKNOWN, buttons=[], name=name)
        return
    call.say(Response.CHOOSE_COLLEAGUE, buttons=buttons, name=name)


def _colleagues(call: Call) -> list[Participant]:
    return call.services.visits.participants.colleagues(call.actor)


def _company(call: Call, visits: Sequence[Visit]) -> list[Participant]:
    own = call.actor.partner_id
    return list(dict.fromkeys(other for visit in visits for other in visit.others(own)))


def _goes_always(colleague: Participant, visits: Sequence[Visit]) -> bool:
    return all(visit.includes(colleague.id) for visit in visits)


def _stays_away(call: Call, name: str, visits: Sequence[Visit]) -> bool:
    """Say that a colleague does not go anyway; tell whether it is one."""
    colleague = match_colleague(name, _colleagues(call)).only
    if colleague is not None:
        call.say(Response.NOT_ON_VISIT, names=colleague.name, summary=_lines(call, visits))
    return colleague is not None


def _settle(
    call: Call, visits: Sequence[Visit], change: Change, settled: Sequence[Participant]
) -> Outcome:
    if not settled:
        return Outcome.ASKED
    participants = call.services.visits.participants
    use = participants.add if change is Change.ADD else participants.remove
    about: dict[str, Visit] = {}
    for each in settled:
        changed = use(
            call.actor, visits[0].id, each.id,
            source_key=call.source_key, at=call.at, whole=len(visits) > 1,
        )  # fmt: skip
        about |= {visit.id: visit for visit in changed}
    shown = list(about.values())
    said = Response.PARTICIPANTS_ADDED if change is Change.ADD else Response.PARTICIPANTS_REMOVED
    names = write_names([each.name for each in settled], call.language)
    same_time = overlaps_of_joined(call, shown, settled) if change is Change.ADD else ""
    summary = "\n".join(filter(None, (_lines(call, shown), same_time)))
    call.say(said, names=names, summary=summary)
    return Outcome.DONE


def _leave(call: Call, visits: Sequence[Visit]) -> Outcome:
    try:
        left = call.services.visits.participants.leave(
            call.actor, visits[0].id,
            source_key=call.source_key, at=call.at, whole=len(visits) > 1,
        )  # fmt: skip
    except NobodyLeft:
        cancel = {
            "title": call.text("cancel_visit"),
            "payload": payload("cancel_visit", visit=visits[0].id),
        }
        call.say(Response.LEAVE_ALONE, buttons=[cancel], summary=whole_line(call, visits[0]))
        return Outcome.ASKED
    call.say(Response.PARTICIPANT_LEFT, summary=_lines(call, left, alone=True))
    return Outcome.DONE


def _lines(call: Call, visits: Sequence[Visit], *, alone: bool = False) -> str:
    lines = [whole_line(call, each, alone=alone) for each in visits]
    return "\n".join(f"• {each}" for each in lines) if len(lines) > 1 else lines[0]


def _button(title: str, **meaning: object) -> dict[str, str]:
    return {"title": title, "payload": payload(INTENT, **meaning)}
