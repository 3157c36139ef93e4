"""Hand a school over: what the next partner should know, as far as sharing allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain_model.actors import Actor, Channel, ChatId, chat_id
from bot.domain_model.errors import NotFound
from bot.domain_model.messages import OutgoingKind
from bot.domain_model.people import Account, Partner
from bot.domain_model.reflections import Reflection
from bot.domain_model.school_matching import match_school, school_named_in
from bot.domain_model.schools import School, SchoolId
from bot.domain_model.visits import Visit
from bot.services.access import (
    access_partner,
    coordinated_institution,
    own_partner,
    school_reflections,
    school_themes,
)
from bot.services.access_visits import visits_of
from bot.services.handover_texts import HandoverTexts
from bot.services.notices import chat_language
from bot.services.ports.handovers import Handover
from bot.services.ports.messages import Outgoing
from bot.services.ports.unit_of_work import Begin, UnitOfWork

NEWEST = 10
"""Reflections in a pack: what somebody reads before a first visit."""
_AHEAD = timedelta(days=400)


class Handovers:
    """Packs for schools that change hands."""

    def __init__(self, begin: Begin, texts: HandoverTexts) -> None:
        """Work on the database that `begin` opens transactions on; write with `texts`."""
        self._begin = begin
        self.texts = texts

    def of_school(self, actor: Actor, name: str, *, at: datetime) -> Handover:
        """Give a partner what she may know of the school of this name.

        Raises:
            NotAllowed: when `actor` is not a partner.
            NotFound: when there is nothing: the school is unknown, or nothing is for `actor`.
        """
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            school = uow.handovers.school_named(name)
            if school is None:
                # Misspelt, perhaps: only schools of the own institution are guessed at.
                known = uow.handovers.schools_of(partner.institution_id)
                school = match_school(name, known).only
            if school is None:
                raise NotFound
            visits = _own_visits(uow, actor, school.id, at)
            pack = replace(_pack(uow, actor, school, visits), reader=partner.id)
        if pack.empty:
            raise NotFound
        return pack

    def named_in(self, actor: Actor, text: str) -> str | None:
        """Give the name of a school of the actor's institution that stands in `text`, if one does.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            return school_named_in(text, uow.handovers.schools_of(partner.institution_id))

    def schools(self, actor: Actor) -> list[School]:
        """List the schools that a coordinator's institution works with, by name.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        with self._begin() as uow:
            return uow.handovers.schools_of(coordinated_institution(actor))

    def for_coordinator(self, actor: Actor, school_id: str, *, at: datetime) -> Handover:
        """Give a coordinator what the institution knows of one of its schools.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
            NotFound: when it is none of its schools.
        """
        with self._begin() as uow:
            school = _own_school(uow, actor, school_id)
            return _pack(uow, actor, school, _all_visits(uow, actor, school.id, at))

    def give(self, actor: Actor, school_id: str, partner_id: str, *, at: datetime) -> Partner:
        """Give a school to a partner, who reads at once what she may know of it.

        She reads what is shared with the institution, and the visits that colleagues have planned
        there; nothing that is for coordinators only. The same school is given once a day.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
            NotFound: when school or partner is none of its own.
        """
        with self._begin() as uow:
            school = _own_school(uow, actor, school_id)
            partner = access_partner(uow, actor, partner_id)
            account = uow.accounts.by_partner(partner.id)
            visits = _all_visits(uow, actor, school.id, at)
            pack = _pack(uow, account.actor, school, visits)
            uow.outbox.add_once(self._message(uow, partner, account, pack, at), at)
            uow.audit.add(actor.account_id, "give", "school", school.id, at)
            uow.commit()
        return partner

    def _message(
        self, uow: UnitOfWork, partner: Partner, account: Account, pack: Handover, at: datetime
    ) -> Outgoing:
        chat = _chat(partner, account)
        language = chat_language(uow, chat)
        return Outgoing(
            dedupe_key=f"{chat}:handover:{pack.school.id}:{at:%Y-%m-%d}",
            chat=chat,
            text=self.texts.given(pack, language, at=at),
            kind=OutgoingKind.NOTICE,
            language=language,
        )


def _chat(partner: Partner, account: Account) -> ChatId:
    if partner.telegram_chat is not None and partner.telegram_reachable:
        return partner.telegram_chat
    return chat_id(Channel.WEB, account.id)


def _own_school(uow: UnitOfWork, actor: Actor, school_id: str) -> School:
    schools = uow.handovers.schools_of(coordinated_institution(actor))
    found = next((each for each in schools if each.id == school_id), None)
    if found is None:
        raise NotFound
    return found


def _pack(uow: UnitOfWork, actor: Actor, school: School, visits: Sequence[Visit]) -> Handover:
    told = school_reflections(uow, actor, school.id, limit=NEWEST)
    return Handover(
        school=school,
        reflections=told,
        open_steps=[each for each in told if _is_open(uow, each)],
        themes=school_themes(uow, actor, school.id),
        visits=visits,
    )


def _is_open(uow: UnitOfWork, reflection: Reflection) -> bool:
    return bool(reflection.parts.next_step) and (
        uow.reflection_changes.outcome_of(reflection.id) is None
    )


def _own_visits(uow: UnitOfWork, actor: Actor, school: SchoolId, at: datetime) -> list[Visit]:
    own = visits_of(uow, actor, since=at)
    return [each for each in own if each.school_id == school]


def _all_visits(uow: UnitOfWork, actor: Actor, school: SchoolId, at: datetime) -> list[Visit]:
    planned = uow.overview.planned(coordinated_institution(actor), at, at + _AHEAD)
    return [each for each in planned if each.school_id == school]
