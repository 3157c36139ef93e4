"""Visits from a partner's own calendar: proposed, put in when she agrees, and followed after.

Nothing of an event is kept unless it is a school visit to come, and then the school, the time and
a digest of what the calendar calls it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor, ChatId, PartnerId
from bot.domain_model.imports import (
    MAX_VISITS,
    CalendarContent,
    CalendarEvent,
    CalendarTooLarge,
    ImportedVisit,
    ImportState,
    NotACalendar,
)
from bot.domain_model.school_names import school_in
from bot.domain_model.schools import school_key
from bot.services.access import own_partner
from bot.services.calendars.import_words import ImportWords
from bot.services.calendars.reader import read_calendar
from bot.services.notices import Notices, chat_language
from bot.services.partners import account_in
from bot.services.ports.assistant import Button
from bot.services.ports.messages import StoredButton
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.texts import Texts

FILE, FEED = "file", "feed"
YES, NO = "import:yes:", "import:no:"
"""How the payloads of the answers begin; the batch follows."""
_OURS = "@refleks"


class CalendarImports:
    """Takes calendars, and answers to what was proposed from them."""

    def __init__(self, begin: Begin, notices: Notices, texts: Texts, zone: ZoneInfo) -> None:
        """Work on the database that `begin` opens transactions on; times are in `zone`."""
        self._begin = begin
        self._notices = notices
        self._texts = texts
        self.words = ImportWords(texts, zone)
        """How visits are shown."""
        self.zone = zone

    def take_file(self, chat: ChatId, key: str, content: bytes, *, at: datetime) -> None:
        """Propose the visits of a calendar file that somebody sent; say it when there are none.

        Taking the same file once more, as the same message, changes nothing.
        """
        with self._begin() as uow:
            account, language = account_in(uow, chat), chat_language(uow, chat)
            if account is None or account.partner_id is None:
                text = "imports.not_partner"
                self._notices.add(uow, chat, key, text, at=at, language=language)
            else:
                try:
                    read = read_calendar(content, zone=self.zone, at=at)
                except (NotACalendar, CalendarTooLarge) as error:
                    large = isinstance(error, CalendarTooLarge)
                    text = "imports.too_large" if large else "imports.not_a_calendar"
                    self._notices.add(uow, chat, key, text, at=at, language=language)
                else:
                    self.take(uow, account.partner_id, read, FILE, (chat, language, key), at)
            uow.commit()

    def take(
        self,
        uow: UnitOfWork,
        partner: PartnerId,
        read: CalendarContent,
        source: str,
        said: tuple[ChatId, str, str],
        at: datetime,
    ) -> None:
        """Propose what is new in a calendar, and follow what has changed in it.

        `said` is where and in which language to say so, and the name of that message. A feed with
        nothing new says nothing.
        """
        batch = str(uuid4())
        known = {each.key: each for each in uow.imports.of_partner(partner)}
        made = _Told(partner, batch, source)
        schools = _known_schools(uow, partner)
        told = [each for event in read.events if (each := made.visit(event, schools, known))]
        if source == FILE:
            uow.imports.forget_proposals(partner)
        proposed = []
        for visit in told[:MAX_VISITS]:
            kept = self._keep(uow, visit, known.get(visit.key), at)
            if kept is not None and kept.state is ImportState.PROPOSED:
                proposed.append(kept)
        if read.whole and told:
            _cancel_missing(uow, known.values(), {each.key for each in told}, source, batch, at)
        if proposed:
            self._propose(uow, proposed, said, at)
        elif source == FILE:
            chat, language, key = said
            followed = any(each.key in known for each in told)
            text = "imports.followed" if followed else "imports.nothing"
            self._notices.add(uow, chat, key, text, at=at, language=language)

    def pressed(self, uow: UnitOfWork, button: StoredButton, key: str, at: datetime) -> None:
        """Take the answer to a proposal; what was agreed to is put in soon after."""
        account, language = account_in(uow, button.chat), chat_language(uow, button.chat)
        if account is None or account.partner_id is None:
            return
        yes = button.payload.startswith(YES)
        batch = button.payload.removeprefix(YES).removeprefix(NO)
        state = ImportState.ACCEPTED if yes else ImportState.DECLINED
        count = uow.imports.answer(account.partner_id, batch, state)
        answer = "imports.under_way" if yes else "imports.declined"
        text = answer if count else "imports.outdated"
        self._notices.add(uow, button.chat, f"{key}:import", text, at=at, language=language)

    def has_source(self, actor: Actor) -> bool:
        """Tell whether the actor's own calendar is looked at.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            return uow.imports.source_of(own_partner(uow, actor).id) is not None

    def _keep(
        self,
        uow: UnitOfWork,
        visit: ImportedVisit,
        known: ImportedVisit | None,
        at: datetime,
    ) -> ImportedVisit | None:
        """Keep what a calendar tells of one visit; None when there is nothing to do about it."""
        if known is None or known.state is ImportState.PROPOSED:
            new = known is None or visit.source == FILE
            if visit.cancelled or not new or _planned_already(uow, visit):
                return None
            uow.imports.save(visit, at)
            return visit
        if known.state is ImportState.DECLINED:
            if visit.cancelled or visit.source != FILE:
                return None
            uow.imports.save(visit, at)
            return visit
        if visit.sequence < known.sequence or not visit.differs(known):
            return None
        followed = replace(
            visit, school=known.school, state=ImportState.ACCEPTED, visit_id=known.visit_id
        )
        uow.imports.save(followed, at)
        return followed

    def _propose(
        self,
        uow: UnitOfWork,
        visits: Sequence[ImportedVisit],
        said: tuple[ChatId, str, str],
        at: datetime,
    ) -> None:
        chat, language, key = said
        batch = visits[0].batch
        buttons = tuple(
            Button(self._texts.get(f"imports.{name}", language), meaning + batch, choice="import")
            for name, meaning in (("yes", YES), ("no", NO))
        )
        self._notices.add(
            uow,
            chat,
            key,
            "imports.proposal",
            at=at,
            language=language,
            buttons=buttons,
            count=len(visits),
            list=self.words.listed_with_overlaps(uow, visits, language, at),
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """Makes visits of a calendar's events."""

    partner: PartnerId
    batch: str
    source: str

    def visit(
        self, event: CalendarEvent, schools: Sequence[str], known: Mapping[str, ImportedVisit]
    ) -> ImportedVisit | None:
        """Give the visit that an event is; None for other events, and for those made by us."""
        key = hashlib.sha256(f"{event.uid}\n{event.occurrence}".encode()).hexdigest()
        earlier = known.get(key)
        school = earlier.school if earlier else school_in(event.title, event.place, schools)
        if school is None or event.uid.endswith(_OURS):
            return None
        return ImportedVisit(
            partner_id=self.partner,
            key=key,
            batch=self.batch,
            source=self.source,
            sequence=event.sequence,
            school=school,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            cancelled=event.cancelled,
            state=ImportState.PROPOSED,
        )


def _known_schools(uow: UnitOfWork, partner: PartnerId) -> list[str]:
    """List the schools that need no more than their name: visited ones, and the register's."""
    register = uow.school_register.of(uow.partners.get(partner).institution_id)
    return [*uow.imports.known_schools(partner), *(school.name for school in register)]


def _planned_already(uow: UnitOfWork, visit: ImportedVisit) -> bool:
    key = school_key(visit.school)
    return uow.imports.planned_at(visit.partner_id, key, visit.starts_at) is not None


def _cancel_missing(
    uow: UnitOfWork,
    known: Iterable[ImportedVisit],
    there: set[str],
    source: str,
    batch: str,
    at: datetime,
) -> None:
    """Take what is not in the whole calendar any more as cancelled."""
    for visit in known:
        gone = visit.key not in there and visit.source == source and visit.starts_at > at
        if gone and visit.state is ImportState.APPLIED and not visit.cancelled:
            cancelled = replace(visit, cancelled=True, batch=batch, state=ImportState.ACCEPTED)
            uow.imports.save(cancelled, at)
