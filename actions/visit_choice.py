"""Which of the partner's visits a message is about, and how a visit is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.call import Call
from actions.names import Entity
from actions.visit_times import WantedTime
from bot.domain_model.dates import write_full_when, write_when
from bot.domain_model.errors import NotFound
from bot.domain_model.people import write_names
from bot.domain_model.schools import school_key
from bot.domain_model.visit_lists import means_next
from bot.domain_model.visit_series import means_all, weekday_of_series
from bot.domain_model.visits import Participant, Visit
from bot.services.ports.assistant import payload

ONE, ALL = "one", "all"
"""What a button says that is about one visit of a series, or all that are still to come."""
NO = "no"
"""What a button says that leaves everything as it is."""


@dataclass(frozen=True)
class Choice:
    """The visits to choose among; `only` is the one that is meant when nothing has to be asked."""

    among: Sequence[Visit]
    only: Visit | None = None


def choice(call: Call, coming: Sequence[Visit]) -> Choice:
    """Find which of the visits to come the message names by its school.

    When it names a school that none of them is at, all are asked about: none is guessed.
    «Torsdagsbesøket» is on that weekday, and the next visit is the first, at that school if one
    is named.
    """
    named = [visit for visit in coming if names_school_of(call, visit)]
    if not named and call.entity(Entity.SCHOOL) is not None:
        return Choice(coming)
    weekday = None if means_all(call.words) else weekday_of_series(call.words)
    among = _on_weekday(call, named or list(coming), weekday)
    if means_next(call.words):
        among = among[:1]
    return Choice(among, among[0] if len(among) == 1 else None)


def of_one_series(call: Call, coming: Sequence[Visit]) -> Visit | None:
    """Give the first visit of the series that a message is about as a whole; None without one."""
    named = [visit for visit in coming if names_school_of(call, visit)]
    if not means_all(call.words) or (not named and call.entity(Entity.SCHOOL) is not None):
        return None
    weekday = weekday_of_series(call.words)
    meant = [
        each
        for each in named or coming
        if weekday in (None, each.starts_at.astimezone(call.zone).weekday())
    ]
    series = {each.series_id for each in meant}
    return meant[0] if len(series) == 1 and None not in series else None


def _on_weekday(call: Call, visits: list[Visit], weekday: int | None) -> list[Visit]:
    """Leave only visits on a weekday, «torsdagsbesøket»; all when it is none of theirs."""
    there = [each for each in visits if each.starts_at.astimezone(call.zone).weekday() == weekday]
    return there or visits


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


def whole_line(call: Call, visit: Visit, *, alone: bool = False) -> str:
    """Write a visit's school and time, and who goes as well unless that is left out."""
    others = () if alone else visit.others(call.actor.partner_id)
    told = ", ".join(filter(None, (line(call, visit), together(call, others, "together"))))
    return f"{told}. {purpose(call, visit.purpose)}" if visit.purpose else told


def purpose(call: Call, told: str) -> str:
    """Write what a visit is for."""
    return call.services.texts.get("visits.purpose", call.language, purpose=told)


def together(call: Call, others: Sequence[Participant], text: str) -> str:
    """Write who goes as well, in the text of this name; nothing when nobody does."""
    names = write_names([each.name for each in others], call.language)
    return call.text(text, names=names) if names else ""


def on_told_day(call: Call, visits: Sequence[Visit]) -> Sequence[Visit]:
    """Leave only visits at the time or on the days told; all when it is none of theirs."""
    value = call.entity(Entity.VISIT_TIME)
    wanted = None if value is None else WantedTime.read(value)
    if wanted is None or wanted.only_a_clock:
        return visits
    days = wanted.days(call.zone)
    those_days = [each for each in visits if each.starts_at.astimezone(call.zone).date() in days]
    at_that_time = [each for each in those_days if each.starts_at == wanted.start]
    return at_that_time or those_days or visits


def when(call: Call, start: datetime, end: datetime | None) -> str:
    """Write a visit's time, as seen when the message was sent."""
    return write_when(start, end, call.language, zone=call.zone, at=call.sent_at)


def full_when(call: Call, start: datetime, end: datetime | None) -> str:
    """Write a visit's time with its year, before the partner says yes to it."""
    return write_full_when(start, end, call.language, zone=call.zone)


def names_school_of(call: Call, visit: Visit) -> bool:
    """Tell whether the message names the school of a visit."""
    key = school_key(visit.school_name)
    told = call.entity(Entity.SCHOOL)
    if told is not None and school_key(str(told)) == key:
        return True
    return re.search(rf"\b{re.escape(key)}\b", call.words) is not None
