"""Which of the partner's visits a message is about, and how a visit is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.call import Call
from actions.names import Entity
from bot.domain_model.dates import write_full_when, write_when
from bot.domain_model.errors import NotFound
from bot.domain_model.schools import school_key
from bot.domain_model.visits import Visit
from bot.services.assistant import payload


@dataclass(frozen=True)
class Choice:
    """The visits to choose among; `only` is the one that is meant when nothing has to be asked."""

    among: Sequence[Visit]
    only: Visit | None = None


def choice(call: Call, coming: Sequence[Visit]) -> Choice:
    """Find which of the visits to come the message names by its school.

    When it names a school that none of them is at, all are asked about: none is guessed.
    """
    named = [visit for visit in coming if _names(call, visit)]
    if not named and call.entity(Entity.SCHOOL) is not None:
        return Choice(coming)
    among = named or list(coming)
    return Choice(among, among[0] if len(among) == 1 else None)


def own_visit(call: Call, visit_id: str) -> Visit | None:
    """Give the partner's own visit that a button names; None when there is none, or it is off."""
    try:
        return call.services.visits.get(call.actor, visit_id)
    except NotFound:
        return None


def button(call: Call, intent: str, visit: Visit, **more: object) -> dict[str, str]:
    """Make a button that chooses a visit."""
    return {"title": line(call, visit), "payload": payload(intent, visit=visit.id, **more)}


def line(call: Call, visit: Visit) -> str:
    """Write a visit's school and time."""
    return f"{visit.school_name}, {when(call, visit.starts_at, visit.ends_at)}"


def when(call: Call, start: datetime, end: datetime | None) -> str:
    """Write a visit's time, as seen when the message was sent."""
    return write_when(start, end, call.language, zone=call.zone, at=call.sent_at)


def full_when(call: Call, start: datetime, end: datetime | None) -> str:
    """Write a visit's time with its year, before the partner says yes to it."""
    return write_full_when(start, end, call.language, zone=call.zone)


def _names(call: Call, visit: Visit) -> bool:
    key = school_key(visit.school_name)
    told = call.entity(Entity.SCHOOL)
    if told is not None and school_key(str(told)) == key:
        return True
    return re.search(rf"\b{re.escape(key)}\b", call.words) is not None
