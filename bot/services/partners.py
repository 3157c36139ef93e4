"""Invite partners and coordinators, recognise them where they write, follow their language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain_model.actors import (
    STRANGER,
    AccountId,
    Actor,
    Channel,
    ChatId,
    InstitutionId,
    Role,
    address_of,
    channel_of,
)
from bot.domain_model.errors import NotAllowed, NotFound, RefleksError
from bot.domain_model.people import Account, Partner, TokenPurpose, person_name
from bot.domain_model.sharing import Sharing
from bot.services.access import own_partner
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.tokens import digest_of, new_token

FIRST_INSTITUTION = "Min institusjon"
FIRST_COORDINATOR = "Koordinator"
"""Who a newcomer is until real people are added."""


class InvitationNotValid(RefleksError):
    """The invitation is unknown, used or expired."""


class NoSuchCoordinator(RefleksError):
    """No coordinator, or several institutions: add one with «refleks coordinator», or name it."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A person who was invited, and the secret that lets her in once."""

    account: Account
    token: str


class Partners:
    """Who the people are."""

    def __init__(self, begin: Begin) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin

    def invite(self, actor: Actor, name: str, *, at: datetime, language: str = "nb") -> Invitation:
        """Add a partner to the institution that `actor` coordinates, with a one-use invitation.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
            InvalidName: when `name` cannot be a name.
        """
        if not actor.coordinates or actor.institution_id is None:
            raise NotAllowed
        with self._begin() as uow:
            account = _add_partner(uow, actor.institution_id, name, Role.PARTNER, language, at)
            invitation = _invitation(uow, account, at)
            uow.audit.add(actor.account_id, "invite", "partner", account.partner_id, at)
            uow.commit()
        return invitation

    def add_coordinator(
        self, institution: str, name: str, *, at: datetime, language: str = "nb"
    ) -> Invitation:
        """Add a coordinator, who is also a partner, of an institution that is added if new.

        For the command line only: whoever may run commands on the machine may do this.

        Raises:
            InvalidName: when either name cannot be one.
        """
        with self._begin() as uow:
            where = uow.institutions.named(person_name(institution), at)
            account = _add_partner(uow, where, name, Role.COORDINATOR, language, at)
            invitation = _invitation(uow, account, at)
            uow.audit.add(None, "add", "coordinator", account.id, at)
            uow.commit()
        return invitation

    def first_coordinator(self, *, at: datetime) -> Account:
        """Give the coordinator who was there first; on a new installation, add one.

        For the command line only, so that a newcomer can sign in at once.
        """
        with self._begin() as uow:
            coordinators = uow.accounts.with_role(Role.COORDINATOR)
        if coordinators:
            return coordinators[0]
        return self.add_coordinator(FIRST_INSTITUTION, FIRST_COORDINATOR, at=at).account

    def coordinator_for(self, institution: str | None) -> Actor:
        """Give the coordinator on whose behalf the command line acts.

        Raises:
            NoSuchCoordinator: when there is none, or several institutions and none is named.
        """
        with self._begin() as uow:
            coordinators = uow.accounts.with_role(Role.COORDINATOR)
            if institution is not None:
                coordinators = [
                    each
                    for each in coordinators
                    if each.institution_id
                    and uow.institutions.name_of(each.institution_id) == institution
                ]
            if len({each.institution_id for each in coordinators}) != 1:
                raise NoSuchCoordinator
            return coordinators[0].actor

    def redeem(self, token: str, chat: ChatId, *, at: datetime) -> Partner:
        """Use an invitation up from a Telegram chat, which from now on is the partner's.

        Raises:
            InvitationNotValid: when it is unknown, used, expired, or not for a partner.
        """
        with self._begin() as uow:
            account_id = uow.accounts.use_token(digest_of(token), at)
            account = uow.accounts.get(account_id) if account_id else None
            if account is None or account.partner_id is None:
                raise InvitationNotValid
            previous = uow.partners.by_chat(chat)
            if previous is not None:
                uow.partners.save(replace(previous, telegram_chat=None))
            partner = replace(
                uow.partners.get(account.partner_id), telegram_chat=chat, telegram_reachable=True
            )
            uow.partners.save(partner)
            uow.audit.add(account.id, "redeem", "invitation", partner.id, at)
            uow.commit()
        return partner

    def actor_in(self, chat: ChatId) -> Actor:
        """Tell who writes in a chat; a stranger may still ask."""
        with self._begin() as uow:
            account = account_in(uow, chat)
        return account.actor if account else STRANGER

    def in_chat(self, chat: ChatId) -> Partner | None:
        """Give the partner who writes in a chat, if it is one."""
        with self._begin() as uow:
            account = account_in(uow, chat)
            return uow.partners.get(account.partner_id) if account and account.partner_id else None

    def pin_language(self, actor: Actor, language: str | None) -> None:
        """Answer in `language` from now on; None follows each message again.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            uow.partners.save(replace(own_partner(uow, actor), pinned_language=language))
            uow.commit()

    def set_default_sharing(self, actor: Actor, sharing: Sharing) -> None:
        """Share new reflections this far unless something else is chosen; old ones stay.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            uow.partners.save(replace(own_partner(uow, actor), default_sharing=sharing))
            uow.commit()

    def choose_language(self, actor: Actor, language: str) -> None:
        """Write the web pages of an account in `language` from now on.

        Raises:
            NotAllowed: when `actor` has no account.
        """
        if actor.account_id is None:
            raise NotAllowed
        with self._begin() as uow:
            uow.accounts.save(replace(uow.accounts.get(actor.account_id), language=language))
            uow.commit()

    def note_language(self, chat: ChatId, language: str) -> None:
        """Remember the language somebody last wrote in, for what is sent unasked."""
        with self._begin() as uow:
            account = account_in(uow, chat)
            if account is None or account.partner_id is None:
                return
            partner = uow.partners.get(account.partner_id)
            if partner.last_language != language:
                uow.partners.save(replace(partner, last_language=language))
                uow.commit()

    def set_reachable(self, chat: ChatId, *, reachable: bool) -> None:
        """Remember whether a Telegram chat takes our messages; a chat of nobody is passed over."""
        with self._begin() as uow:
            partner = uow.partners.by_chat(chat)
            if partner is not None and partner.telegram_reachable != reachable:
                uow.partners.save(replace(partner, telegram_reachable=reachable))
                uow.commit()


def _add_partner(
    uow: UnitOfWork,
    institution: InstitutionId,
    name: str,
    role: Role,
    language: str,
    at: datetime,
) -> Account:
    tidy = person_name(name)
    partner = uow.partners.add(institution, tidy, at)
    return uow.accounts.add(
        role, tidy, language=language, at=at, institution=institution, partner=partner.id
    )


def _invitation(uow: UnitOfWork, account: Account, at: datetime) -> Invitation:
    token = new_token()
    expires = at + TokenPurpose.INVITATION.lifetime
    uow.accounts.add_token(digest_of(token), account.id, TokenPurpose.INVITATION, expires)
    return Invitation(account, token)


def account_in(uow: UnitOfWork, chat: ChatId) -> Account | None:
    """Tell whose chat this is, within a transaction that is open already."""
    if channel_of(chat) is Channel.TELEGRAM:
        partner = uow.partners.by_chat(chat)
        return uow.accounts.by_partner(partner.id) if partner else None
    if channel_of(chat) is Channel.WEB:
        try:
            return uow.accounts.get(AccountId(address_of(chat)))
        except NotFound:
            return None
    named = uow.partners.by_name(address_of(chat).replace("_", " "))
    return uow.accounts.by_partner(named[0].id) if len(named) == 1 else None
