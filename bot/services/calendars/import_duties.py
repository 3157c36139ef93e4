"""What imports of calendars do by the clock: put in what was agreed to, look at feeds again."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain_model.actors import Actor, PartnerId
from bot.domain_model.errors import NotFound
from bot.domain_model.imports import (
    CalendarTooLarge,
    ImportedVisit,
    NotACalendar,
)
from bot.domain_model.messages import OutgoingKind
from bot.domain_model.visits import VisitId, VisitInThePast, VisitState
from bot.services.access import own_partner
from bot.services.calendars.imports import FEED, CalendarImports
from bot.services.calendars.reader import read_calendar
from bot.services.ports.imports import (
    AddressNotAllowed,
    CalendarGone,
    CalendarSource,
    CalendarUnreachable,
    Fetched,
    Fetcher,
)
from bot.services.ports.messages import Outgoing
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.reminders import where_to_reach
from bot.services.visit_participants import NobodyLeft
from bot.services.visits import ScheduleVisit, Visits
from bot.texts import Texts

EVERY = timedelta(hours=1)
"""How often a calendar is looked at: each at its own minute of the hour, always the same."""
LEASE = timedelta(minutes=5)
TOLD_AFTER = 24
"""Failures in a row after which the partner is told, once."""
BATCHES = 5

_log = logging.getLogger(__name__)


class ImportDuties:
    """Puts in visits, and looks at calendars."""

    def __init__(
        self,
        begin: Begin,
        texts: Texts,
        visits: Visits,
        imports: CalendarImports,
        fetcher: Fetcher,
    ) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._texts = texts
        self._visits = visits
        self._imports = imports
        self._fetcher = fetcher

    def subscribe(self, actor: Actor, address: str, *, at: datetime) -> None:
        """Look at the calendar at `address` from now on.

        Raises:
            NotAllowed: when `actor` is not a partner.
            AddressNotAllowed: when it is not a public https address.
        """
        checked = self._fetcher.check(address)
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            uow.imports.set_source(partner.id, checked, at)
            uow.audit.add(actor.account_id, "subscribe", "calendar_source", partner.id, at)
            uow.commit()

    def unsubscribe(self, actor: Actor, *, at: datetime) -> bool:
        """Let the actor's calendar go; visits that came from it stay. False when there is none.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            ended = uow.imports.remove_source(partner.id)
            if ended:
                uow.audit.add(actor.account_id, "unsubscribe", "calendar_source", partner.id, at)
            uow.commit()
        return ended

    def put_in(self, *, at: datetime) -> int:
        """Put in the visits that were agreed to, follow changes, and say so; tell how many.

        Raises:
            StorageUnavailable: when the database cannot be reached; nothing is lost.
        """
        with self._begin() as uow:
            waiting = uow.imports.accepted(limit=BATCHES)
        for partner, group in groupby(waiting, key=lambda each: (each.partner_id, each.batch)):
            done = [(self._apply(visit, at), visit) for visit in group]
            self._report(partner[0], [(what, visit) for what, visit in done if what], at)
        return len(waiting)

    def _apply(self, visit: ImportedVisit, at: datetime) -> str | None:
        """Do what a calendar says of one visit; give the name of what was done, if anything."""
        with self._begin() as uow:
            account = uow.accounts.by_partner(visit.partner_id)
        actor, made, done = account.actor, visit.visit_id, None
        try:
            key = f"{visit.source_key}:{visit.batch}"
            if visit.cancelled and made:
                done = self._take_off(actor, made, key, at)
            elif not visit.cancelled and made:
                times = (visit.starts_at, visit.ends_at)
                self._visits.move(actor, made, *times, source_key=key, at=at)
                done = "moved"
            elif not visit.cancelled:
                made, done = self._schedule(actor, visit, at), "added"
        except (NotFound, VisitInThePast):
            # Cancelled here by the partner herself, or over before it was agreed to.
            _log.info("an imported visit is left as it is")
        with self._begin() as uow:
            uow.imports.settle(visit, made)
            uow.commit()
        return done

    def _take_off(self, actor: Actor, made: VisitId, key: str, at: datetime) -> str:
        """Cancel what is gone from the calendar; where colleagues go, only she stays away."""
        visit = self._visits.get(actor, made)
        try:
            self._visits.participants.leave(actor, visit.id, source_key=key, at=at)
        except NobodyLeft:
            self._visits.cancel(actor, visit.id, at=at)
        return "cancelled"

    def _schedule(self, actor: Actor, visit: ImportedVisit, at: datetime) -> VisitId:
        wish = ScheduleVisit(visit.source_key, visit.school, visit.starts_at, visit.ends_at)
        made = self._visits.schedule(actor, wish, at=at)
        if made.state is VisitState.CANCELLED:  # of an event that was off, and is on again
            again = replace(wish, source_key=f"{visit.source_key}:{visit.batch}")
            made = self._visits.schedule(actor, again, at=at)
        return made.id

    def _report(
        self, partner: PartnerId, done: Iterable[tuple[str, ImportedVisit]], at: datetime
    ) -> None:
        listed = list(done)
        if not listed:
            return
        with self._begin() as uow:
            chat, language = where_to_reach(uow, partner)
            parts, words = [], self._imports.words
            for what in ("added", "moved", "cancelled"):
                visits = [visit for each, visit in listed if each == what]
                if not visits:
                    continue
                parts.append(self._texts.get(f"imports.{what}", language))
                if what == "moved":  # nobody was asked, so a clash of two visits is told now
                    parts.append(words.listed_with_overlaps(uow, visits, language, at))
                else:
                    parts.append(words.listed(visits, language))
            first = listed[0][1]
            key = f"import:{first.batch}:{first.key}"
            text = "\n".join(parts)
            uow.outbox.add_once(Outgoing(key, chat, text, OutgoingKind.NOTICE, language), at)
            uow.commit()

    def look(self, *, at: datetime) -> int:
        """Look at the one calendar that has waited longest, if any is due; tell how many.

        Raises:
            StorageUnavailable: when the database cannot be reached; it is looked at later.
        """
        with self._begin() as uow:
            source = uow.imports.claim_source(at, at + LEASE)
            uow.commit()
        if source is None:
            return 0
        try:
            fetched = self._fetcher.fetch(source.address, source.etag)
        except CalendarGone:
            self._let_go(source, at)
        except (CalendarUnreachable, AddressNotAllowed, CalendarTooLarge):
            self._failed(source, at)
        else:
            self._read(source, fetched, at)
        return 1

    def _read(self, source: CalendarSource, fetched: Fetched, at: datetime) -> None:
        if fetched.content is not None:
            try:
                read = read_calendar(fetched.content, zone=self._imports.zone, at=at, whole=True)
            except (NotACalendar, CalendarTooLarge):
                self._failed(source, at)
                return
            with self._begin() as uow:
                chat, language = where_to_reach(uow, source.partner_id)
                said = (chat, language, f"import:{source.partner_id}:{at.isoformat()}")
                self._imports.take(uow, source.partner_id, read, FEED, said, at)
                uow.commit()
        seen = replace(source, etag=fetched.etag, failures=0)
        self._looked_at(seen, at)

    def _failed(self, source: CalendarSource, at: datetime) -> None:
        failed = replace(source, failures=source.failures + 1)
        _log.warning("a partner's calendar cannot be read, for the %s. time", failed.failures)
        if failed.failures == TOLD_AFTER:
            with self._begin() as uow:
                self._tell(uow, source, "imports.unreachable", at)
                uow.commit()
        self._looked_at(failed, at)

    def _let_go(self, source: CalendarSource, at: datetime) -> None:
        with self._begin() as uow:
            uow.imports.remove_source(source.partner_id)
            self._tell(uow, source, "imports.gone", at)
            uow.commit()

    def _tell(self, uow: UnitOfWork, source: CalendarSource, text: str, at: datetime) -> None:
        chat, language = where_to_reach(uow, source.partner_id)
        key = f"import:{source.partner_id}:{at.isoformat()}"
        said = self._texts.get(text, language)
        uow.outbox.add_once(Outgoing(key, chat, said, OutgoingKind.NOTICE, language), at)

    def _looked_at(self, source: CalendarSource, at: datetime) -> None:
        with self._begin() as uow:
            uow.imports.looked_at(source, next_look(source.partner_id, at))
            uow.commit()


def next_look(partner: PartnerId, at: datetime) -> datetime:
    """Give the next time a partner's calendar is looked at: her own second of the hour.

    It is spread over the hour by her id, not by chance, and so does not crowd or drift.
    """
    digest = hashlib.sha256(partner.encode()).digest()
    own = timedelta(seconds=int.from_bytes(digest[:4], "big") % int(EVERY.total_seconds()))
    hour = at.replace(minute=0, second=0, microsecond=0)
    due = hour + own
    return due if due > at else due + EVERY
