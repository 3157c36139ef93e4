"""Visits from a partner's own calendar: proposed, put in when she agrees, and followed after.

Nothing of an event is kept unless it is a school visit to come, and then the school, the time and
a digest of what the calendar calls it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor, ChatId, PartnerId
from bot.domain_model.errors import NotFound
from bot.domain_model.imports import (
    MAX_VISITS,
    CalendarContent,
    CalendarTooLarge,
    ImportedVisit,
    ImportState,
    NotACalendar,
)
from bot.domain_model.schools import school_key
from bot.domain_model.visits import Visit
from bot.services.access import own_partner
from bot.services.access_visits import standing_visit
from bot.services.calendars.import_words import ImportWords
from bot.services.calendars.reader import read_calendar
from bot.services.calendars.told import Told, known_schools, take_over
from bot.services.notices import Notices, chat_language
from bot.services.partners import account_in
from bot.services.ports.assistant import Button
from bot.services.ports.messages import StoredButton
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.texts import Texts

FILE, FEED = "file", "feed"
YES, NO = "import:yes:", "import:no:"
"""How the payloads of the answers begin; the batch follows."""


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
        chat, language, key = said
        if source == FILE:
            uow.imports.forget_proposals(partner)
        known = {each.key: each for each in uow.imports.of_partner(partner)}
        # A file that is taken twice leads to one question, whose buttons name the batch.
        made = Told(partner, str(uuid5(NAMESPACE_OID, key)), source)
        schools = known_schools(uow, partner)
        told = [each for event in read.events if (each := made.visit(event, schools, known))]
        new = (each for each in told if each.key not in known)
        missing = take_over(uow, made.missing(read, told, known.values(), at), new, at)
        proposed = []
        for visit in told[:MAX_VISITS]:
            kept = self._keep(uow, visit, known.get(visit.key), at)
            if kept is not None and kept.state is ImportState.PROPOSED:
                proposed.append(kept)
        gone = self._leave_out(uow, missing, source, at)
        unclear = bool(read.unclear) and source == FILE
        if unclear:
            at_first = (f"{key}:unclear", "imports.unclear")
            self._notices.add(uow, chat, *at_first, at=at, language=language)
        if proposed or gone:
            self._propose(uow, proposed, gone, said, at)
        elif source == FILE and not unclear:
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
        if known.cancelled and known.state is ImportState.APPLIED:
            # It is on again: a visit of its own, for the one that was made is off.
            if _planned_already(uow, visit):
                return None
            uow.imports.save(visit, at)
            return visit
        followed = replace(
            visit, school=known.school, state=ImportState.ACCEPTED, visit_id=known.visit_id
        )
        uow.imports.save(followed, at)
        return followed

    def _leave_out(
        self, uow: UnitOfWork, missing: Sequence[ImportedVisit], source: str, at: datetime
    ) -> list[ImportedVisit]:
        """Cancel what a feed has no more; give what has to be asked about, as it stands here."""
        gone = []
        for visit in missing:
            if source == FEED:
                off = replace(visit, cancelled=True, state=ImportState.ACCEPTED)
                uow.imports.save(off, at)
            elif (stands := _standing(uow, visit)) is not None:
                uow.imports.save(replace(visit, state=ImportState.GONE), at)
                gone.append(replace(visit, starts_at=stands.starts_at, ends_at=stands.ends_at))
        return gone

    def _propose(
        self,
        uow: UnitOfWork,
        visits: Sequence[ImportedVisit],
        gone: Sequence[ImportedVisit],
        said: tuple[ChatId, str, str],
        at: datetime,
    ) -> None:
        chat, language, key = said
        text, words = self.words.proposal(uow, visits, gone, language, at)
        batch = [*visits, *gone][0].batch
        yes = "yes_changed" if gone else "yes"
        buttons = tuple(
            Button(self._texts.get(f"imports.{name}", language), meaning + batch, choice="import")
            for name, meaning in ((yes, YES), ("no", NO))
        )
        self._notices.add(uow, chat, key, text, at=at, language=language, buttons=buttons, **words)


def _standing(uow: UnitOfWork, visit: ImportedVisit) -> Visit | None:
    """Give the visit that was made of one, if it is still to be made."""
    if visit.visit_id is None:
        return None
    try:
        actor = uow.accounts.by_partner(visit.partner_id).actor
        return standing_visit(uow, actor, visit.visit_id)
    except NotFound:
        return None


def _planned_already(uow: UnitOfWork, visit: ImportedVisit) -> bool:
    key = school_key(visit.school)
    return uow.imports.planned_at(visit.partner_id, key, visit.starts_at) is not None
