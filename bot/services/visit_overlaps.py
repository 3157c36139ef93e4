"""Visits at the same time: found, and told in words, wherever a visit is planned or moved.

They are allowed: a day may not be settled yet, and two schools may meet in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor, PartnerId
from bot.domain_model.dates import write_time, write_when
from bot.domain_model.overlaps import Busy, VisitTime, overlapping
from bot.domain_model.visits import end_of
from bot.services.access import own_partner
from bot.services.access_visits import busy_times
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.texts import Texts


class OverlapWords:
    """Writes what is at the same time, in a transaction that is open already."""

    def __init__(self, texts: Texts, zone: ZoneInfo) -> None:
        """Take the words from `texts`; clocks are read in `zone`."""
        self._texts = texts
        self._zone = zone

    def told(
        self,
        uow: UnitOfWork,
        own: PartnerId,
        times: Sequence[VisitTime],
        language: str,
        at: datetime,
    ) -> str:
        """Write what those who would go are on at these times already, for one partner to read.

        It is a sentence each beside a single visit, a list beside several, and nothing when there
        is nothing. Of what others are on only the time is told.
        """
        found = _overlaps(uow, own, times)
        if len(times) == 1:
            return "\n".join(self._sentence(each, language) for each in found)
        lines = [f"• {self._line(each, language, at)}" for each in found]
        head = self._texts.get("visits.overlaps", language)
        return "\n".join([head, *lines]) if lines else ""

    def _sentence(self, busy: Busy, language: str) -> str:
        time = write_time(busy.starts_at, busy.ends_at, language, zone=self._zone)
        who = "own" if busy.school_name else "colleague"
        told = {"name": busy.partner.name, "school": busy.school_name, "time": time}
        return self._texts.get(f"visits.overlap_{who}", language, **told)

    def _line(self, busy: Busy, language: str, at: datetime) -> str:
        when = write_when(busy.starts_at, busy.ends_at, language, zone=self._zone, at=at)
        return f"{busy.school_name or busy.partner.name}, {when}"


class VisitOverlaps:
    """Tells of visits at the same time, before they are planned."""

    def __init__(self, begin: Begin, words: OverlapWords) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._words = words

    def told(
        self, actor: Actor, times: Sequence[VisitTime], language: str, *, at: datetime
    ) -> str:
        """Write what those who would go are on at these times already, for the actor to read.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            return self._words.told(uow, own_partner(uow, actor).id, times, language, at)


def _overlaps(uow: UnitOfWork, own: PartnerId, times: Sequence[VisitTime]) -> list[Busy]:
    if not times:
        return []
    since = min(each.starts_at for each in times)
    until = max(end_of(each.starts_at, each.ends_at) for each in times)
    partners = sorted({partner for each in times for partner in each.partners})
    return overlapping(times, busy_times(uow, own, partners, since=since, until=until))
