"""Erase a person who leaves: what was shared stays without a name, all else is deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain_model.actors import Channel, ChatId, Role, chat_id
from bot.domain_model.errors import RefleksError
from bot.domain_model.insights import InsightLimits
from bot.domain_model.people import Account, Partner
from bot.domain_model.sharing import Sharing
from bot.services.erasure_ports import Reckoning
from bot.services.insights import settle_insights
from bot.services.name_consents import take_name_out
from bot.services.ports import Begin, UnitOfWork

KEPT_FROM = Sharing.INSTITUTION
"""From here on colleagues have read a reflection and built on it: it stays, without its author."""


class NoSuchPartner(RefleksError):
    """There is no partner of that name, or several: name the institution with --institution."""


class LastCoordinator(RefleksError):
    """This is the institution's only coordinator. Add another with «refleks coordinator» first."""


class Erasure:
    """Erases people. Whoever calls it has asked them, or whoever decides, first."""

    def __init__(self, begin: Begin, limits: InsightLimits, compact: Callable[[], None]) -> None:
        """Work on the database that `begin` opens; `compact` wipes what deleted rows leave."""
        self._begin = begin
        self._limits = limits
        self._compact = compact

    def find(self, name: str, institution: str | None = None) -> Partner:
        """Find the partner who is meant. For the command line only.

        Raises:
            NoSuchPartner: when there is none of that name, or several.
        """
        with self._begin() as uow:
            named = uow.partners.by_name(name)
            if institution is not None:
                where = uow.institutions.find(institution)
                named = [each for each in named if each.institution_id == where]
        if len(named) != 1 or not name:
            raise NoSuchPartner
        return named[0]

    def reckon(self, partner: Partner) -> Reckoning:
        """Count the reflections that would be deleted, and those that would stay."""
        with self._begin() as uow:
            return uow.erasure.reckon(partner.id, KEPT_FROM)

    def erase(self, partner: Partner, *, at: datetime) -> Reckoning:
        """Erase a person, for good; tell how many reflections were deleted and how many stay.

        Insights that are left with too few sources go back to draft. The audit log keeps that
        somebody was erased, and when.

        Raises:
            LastCoordinator: when nobody would look after the institution.
            StorageUnavailable: when nothing was erased; or everything was, and only the space
                could not be wiped: then erasing anybody, or nobody, wipes it later.
        """
        with self._begin() as uow:
            account = uow.accounts.by_partner(partner.id)
            if _alone(uow, account):
                raise LastCoordinator
            reckoning = uow.erasure.reckon(partner.id, KEPT_FROM)
            take_name_out(uow, partner)
            uow.erasure.delete_messages(_chats(uow, partner, account))
            uow.erasure.take_author_off(partner.id, KEPT_FROM)
            uow.erasure.delete_person(partner.id, account.id)
            settle_insights(uow, self._limits, at=at)
            uow.audit.add(None, "erase", "partner", None, at)
            uow.commit()
        self._compact()
        return reckoning


def _chats(uow: UnitOfWork, partner: Partner, account: Account) -> list[ChatId]:
    chats = [*uow.erasure.terminal_chats(partner.name), chat_id(Channel.WEB, account.id)]
    if partner.telegram_chat is not None:
        chats.append(partner.telegram_chat)
    return chats


def _alone(uow: UnitOfWork, account: Account) -> bool:
    if account.role is not Role.COORDINATOR:
        return False
    coordinators = uow.accounts.with_role(Role.COORDINATOR)
    return not any(
        each.institution_id == account.institution_id and each.id != account.id
        for each in coordinators
    )
