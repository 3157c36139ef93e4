"""What is at the same time as a visit, told before the partner says yes to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actions.call import Call
from bot.domain_model.overlaps import VisitTime
from bot.domain_model.visits import Participant, Visit
from bot.services.visits import ScheduleVisit


def overlaps_of_new(
    call: Call, wishes: Sequence[ScheduleVisit], together: Sequence[Participant]
) -> str:
    """Write what those who would go on new visits are on already; nothing when it is nothing."""
    own = call.actor.partner_id
    partners = (*([own] if own else []), *(each.id for each in together))
    return _told(call, [VisitTime(wish.starts_at, wish.ends_at, partners) for wish in wishes])


def overlaps_of_moved(call: Call, moves: Sequence[tuple[Visit, datetime, datetime | None]]) -> str:
    """Write what those who go on visits are on already at the times that these move to."""
    times = [
        VisitTime(start, end, tuple(each.id for each in visit.participants), visit.id)
        for visit, start, end in moves
    ]
    return _told(call, times)


def overlaps_of_joined(
    call: Call, visits: Sequence[Visit], colleagues: Sequence[Participant]
) -> str:
    """Write what colleagues are on already at the times of visits that they come along on."""
    partners = tuple(each.id for each in colleagues)
    times = [VisitTime(each.starts_at, each.ends_at, partners, each.id) for each in visits]
    return _told(call, times)


def _told(call: Call, times: Sequence[VisitTime]) -> str:
    return call.services.visits.overlaps.told(call.actor, times, call.language, at=call.sent_at)
