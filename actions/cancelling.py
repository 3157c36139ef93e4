"""Cancel a visit, after having asked once."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.drafts import forgotten
from actions.names import ActionName, Entity, Outcome, Response
from actions.visit_choice import (
    ALL,
    NO,
    button,
    choice,
    of_one_series,
    on_told_day,
    own_visit,
    whole_line,
)
from actions.visit_draft import VisitDraft
from bot.domain_model.visits import Visit
from bot.services.ports.assistant import payload

_CANCEL = "cancel_visit"
_REQUESTED = "requested_slot"
"""What a form waits for, in Rasa's words."""


class ActionCancelVisit(RefleksAction):
    """Finds out which visit it is, asks whether it is off, and cancels it after a yes."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.CANCEL_VISIT.value

    def perform(self, call: Call) -> list[Event]:
        """Cancel, or ask: whether this visit is off, or which one.

        Who was about to move a visit, and wants one to be off instead, has given up the move.
        """
        return [*_given_up(call), *_cancelled_or_asked(call)]


def _cancelled_or_asked(call: Call) -> list[Event]:
    chosen = call.entity(Entity.VISIT)
    if chosen is None:
        return _among_those_to_come(call)
    confirmed = call.entity(Entity.CONFIRMED)
    if confirmed == NO:
        return [outcome(Outcome.KEPT)]
    if confirmed is not None:
        return _cancelled(call, str(chosen), together=confirmed == ALL)
    visit = own_visit(call, str(chosen))
    return [outcome(Outcome.GONE)] if visit is None else _asked(call, visit)


def _moving(call: Call) -> bool:
    return bool(call.tracker.active_loop.get("name")) and (
        VisitDraft.read(call.tracker).moved is not None
    )


def _about_to_move(call: Call, among: Sequence[Visit]) -> Visit | None:
    """Give the visit that was about to move: «avlys heller» names no other, and no day."""
    if call.entity(Entity.SCHOOL) is not None or call.entity(Entity.VISIT_TIME) is not None:
        return None
    moved = VisitDraft.read(call.tracker).moved if _moving(call) else None
    return next((each for each in among if each.id == moved), None)


def _given_up(call: Call) -> list[Event]:
    if not _moving(call):
        return []
    return [ActiveLoop(None), SlotSet(_REQUESTED, None), *forgotten(call.tracker)]


def _among_those_to_come(call: Call) -> list[Event]:
    coming = call.services.visits.coming(call.actor, at=call.at)
    if not coming:
        return [outcome(Outcome.EMPTY)]
    series = of_one_series(call, coming)
    if series is not None:
        return _asked_all(call, series)
    found = choice(call, on_told_day(call, coming))
    meant = found.only or _about_to_move(call, found.among)
    if meant is not None:
        return _asked(call, meant)
    call.say(Response.CHOOSE_VISIT, buttons=[button(call, _CANCEL, each) for each in found.among])
    return [outcome(Outcome.ASKED)]


def _asked(call: Call, visit: Visit) -> list[Event]:
    yes = payload(_CANCEL, visit=visit.id, confirmed="yes")
    together = call.services.visits.series.rest(call.actor, visit.id, at=call.at)
    buttons = [
        {"title": call.text("cancel_it"), "payload": yes},
        *_all_of_them(call, visit, len(together)),
        {"title": call.text("keep_it"), "payload": _kept(visit)},
    ]
    call.say(Response.CONFIRM_CANCEL, buttons=buttons, summary=whole_line(call, visit))
    return [outcome(Outcome.ASKED)]


def _asked_all(call: Call, visit: Visit) -> list[Event]:
    rest = call.services.visits.series.rest(call.actor, visit.id, at=call.at)
    if len(rest) < 2:
        return _asked(call, visit)
    buttons = [
        *_all_of_them(call, visit, len(rest), "cancel_them"),
        {"title": call.text("keep_them"), "payload": _kept(visit)},
    ]
    listed = "\n".join(f"• {whole_line(call, each)}" for each in rest)
    call.say(Response.CONFIRM_CANCEL_ALL, buttons=buttons, list=listed)
    return [outcome(Outcome.ASKED)]


def _kept(visit: Visit) -> str:
    return payload(_CANCEL, visit=visit.id, confirmed=NO)


def _all_of_them(
    call: Call, visit: Visit, count: int, title: str = "cancel_all"
) -> list[dict[str, str]]:
    """Offer to cancel all that were planned with a visit, and still stand."""
    if count < 2:
        return []
    every = payload(_CANCEL, visit=visit.id, confirmed=ALL)
    return [{"title": call.text(title, count=count), "payload": every}]


def _cancelled(call: Call, visit_id: str, *, together: bool = False) -> list[Event]:
    if own_visit(call, visit_id) is None:
        return [outcome(Outcome.GONE)]
    if together:
        call.services.visits.series.cancel(call.actor, visit_id, at=call.at)
        return [outcome(Outcome.SEVERAL)]
    call.services.visits.cancel(call.actor, visit_id, at=call.at)
    return [outcome(Outcome.DONE)]
