"""Plan, move and cancel school visits; their reminders follow in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor
from bot.domain_model.purposes import visit_purpose
from bot.domain_model.visits import Visit, VisitInThePast
from bot.services.access import own_partner
from bot.services.access_visits import (
    access_colleague,
    access_visit,
    kept_visit,
    standing_visit,
    visits_of,
)
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.ports.visits import NewVisit
from bot.services.visit_changes import MoveVisit, VisitChanges
from bot.services.visit_finishing import VisitFinishing
from bot.services.visit_notices import News, VisitNews, VisitNotices
from bot.services.visit_overlaps import OverlapWords, VisitOverlaps
from bot.services.visit_participants import VisitParticipants
from bot.services.visit_reminders import planned_reminders
from bot.services.visit_series import VisitSeries
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class ScheduleVisit:
    """A visit that a partner has confirmed; `source_key` names the message that confirmed it.

    Of several visits that one message confirms, each has a «#» and its place added to the key.
    `together` are the partners who go as well.
    """

    source_key: str
    school: str
    starts_at: datetime
    ends_at: datetime | None = None
    together: tuple[str, ...] = ()
    purpose: str = ""


class Visits:
    """Visits that are to come."""

    def __init__(self, begin: Begin, texts: Texts, zone: ZoneInfo) -> None:
        """Work on the database that `begin` opens transactions on; times are in `zone`."""
        self._begin = begin
        self._notices = notices = VisitNotices(texts, zone)
        self._zone = zone
        self._changes = VisitChanges(notices, zone)
        self.participants = VisitParticipants(begin, notices, zone)
        """Who goes on visits."""
        self.series = VisitSeries(begin, self._changes, zone)
        """Visits that come again."""
        self.finishing = VisitFinishing(begin, self._changes)
        """Visits that are done."""
        self.overlaps = VisitOverlaps(begin, OverlapWords(texts, zone))
        """Visits at the same time."""

    def schedule(self, actor: Actor, wish: ScheduleVisit, *, at: datetime) -> Visit:
        """Plan a visit and its reminders; they are committed when this returns.

        Those who go as well are told.

        Raises:
            NotAllowed: when `actor` is not a partner.
            NotFound: when somebody who goes as well is not a colleague.
            VisitInThePast: when the visit would begin before `at`.
            InvalidSchoolName: when the school has no usable name.
            PurposeTooLong: when what it is for takes more than a line or two.
            StorageUnavailable: when it could not be kept.
        """
        return self.schedule_all(actor, [wish], at=at)[0]

    def schedule_all(
        self, actor: Actor, wishes: Sequence[ScheduleVisit], *, at: datetime
    ) -> list[Visit]:
        """Plan several visits as `schedule` does one, as a series: all of them, or none."""
        if any(wish.starts_at <= at for wish in wishes):
            raise VisitInThePast
        series = str(uuid4()) if len(wishes) > 1 else None
        with self._begin() as uow:
            visits = [self._add(uow, actor, wish, series, at) for wish in wishes]
            for visit in visits:
                uow.audit.add(actor.account_id, "schedule", "visit", visit.id, at)
            own = own_partner(uow, actor).id
            news = News(VisitNews.JOINED, own, visits, wishes[0].source_key)
            self._notices.tell_others(uow, news, at)
            uow.commit()
        return visits

    def _add(
        self,
        uow: UnitOfWork,
        actor: Actor,
        wish: ScheduleVisit,
        series: str | None,
        at: datetime,
    ) -> Visit:
        partner = own_partner(uow, actor)
        together = [access_colleague(uow, actor, each).id for each in wish.together]
        school = uow.schools.named(wish.school)
        uow.school_register.include(partner.institution_id, school.id)
        time = (wish.starts_at, wish.ends_at)
        return uow.visits.add_once(
            NewVisit(
                school_id=school.id,
                source_key=wish.source_key,
                starts_at=wish.starts_at,
                ends_at=wish.ends_at,
                reminders=planned_reminders(uow, [partner.id, *together], time, at, self._zone),
                series_id=series,
                purpose=visit_purpose(wish.purpose),
            ),
            at,
        )

    def coming(self, actor: Actor, *, at: datetime) -> list[Visit]:
        """List the visits after `at` that the actor goes on, earliest first."""
        with self._begin() as uow:
            return visits_of(uow, actor, since=at)

    def get(self, actor: Actor, visit_id: str) -> Visit:
        """Give one visit that the actor goes on, and that still stands.

        Raises:
            NotFound: when it is not the actor's, does not exist, or is off.
        """
        with self._begin() as uow:
            return standing_visit(uow, actor, visit_id)

    def kept(self, actor: Actor, visit_id: str) -> Visit:
        """Give one visit that the actor goes on, to come or done.

        Raises:
            NotFound: when it is not the actor's, does not exist, or is cancelled.
        """
        with self._begin() as uow:
            return kept_visit(uow, actor, visit_id)

    def set_purpose(self, actor: Actor, visit_id: str, purpose: str, *, at: datetime) -> Visit:
        """Say what a visit is for; nothing takes back what was said.

        Raises:
            NotFound: when it is not the actor's, does not exist, or is off.
            PurposeTooLong: when it takes more than a line or two.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            visit = standing_visit(uow, actor, visit_id)
            new = visit_purpose(purpose)
            if new != visit.purpose:
                uow.visits.set_purpose(visit.id, new)
                uow.audit.add(actor.account_id, "set_purpose", "visit", visit.id, at)
                uow.commit()
        return replace(visit, purpose=new)

    def move(
        self,
        actor: Actor,
        visit_id: str,
        starts_at: datetime,
        ends_at: datetime | None,
        *,
        source_key: str,
        at: datetime,
    ) -> Visit:
        """Give a visit another time, once for each `source_key`; its reminders are planned anew.

        Those that wait to be sent are taken back, and those who go as well are told.

        Raises:
            NotFound: when it is not the actor's, does not exist, or is off.
            VisitInThePast: when the visit would begin before `at`.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            visit = standing_visit(uow, actor, visit_id)
            wish = MoveVisit(source_key, starts_at, ends_at)
            moved = self._changes.move(uow, actor, [(visit, wish)], at)
            uow.commit()
        return moved[0] if moved else visit

    def cancel(self, actor: Actor, visit_id: str, *, at: datetime) -> Visit:
        """Cancel a visit; its reminders are dropped, also those that wait to be sent.

        Those who go as well are told.

        Raises:
            NotFound: when it is not the actor's, or does not exist.
        """
        with self._begin() as uow:
            visit = access_visit(uow, actor, visit_id)
            self._changes.cancel(uow, actor, [visit], at)
            uow.commit()
        return visit
