"""Erase a person who leaves: what was shared stays without a name, all else is deleted.

She asks for it herself in chat and is asked once, or whoever runs the machine does it for her.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.domain_model.actors import Actor, Channel, ChatId, Role, channel_of, chat_id
from bot.domain_model.errors import RefleksError
from bot.domain_model.insights import InsightLimits
from bot.domain_model.people import Account, Partner
from bot.domain_model.sharing import Sharing
from bot.services.access import own_partner
from bot.services.inbox import Deed
from bot.services.insights import settle_insights
from bot.services.name_consents import take_name_out
from bot.services.notices import Notices, chat_language
from bot.services.partners import account_in
from bot.services.ports.erasure import Reckoning
from bot.services.ports.logs import AuditWish
from bot.services.ports.messages import Departure, StoredButton
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.turns import REPLY

KEPT_FROM = Sharing.INSTITUTION
"""From here on colleagues have read a reflection and built on it: it stays, without its author."""

ERASE, KEEP = "erase:yes", "erase:no"
"""What the buttons mean under the question whether to erase everything."""
ASKED_WITHIN = timedelta(hours=1)
"""After that a yes is no answer to the question any more."""
_OF_ONE_TURN = 5
_RECENTLY = timedelta(minutes=15)
"""Longer than the pause between two wipings."""


class NoSuchPartner(RefleksError):
    """There is no partner of that name, or several: name the institution with --institution."""


class LastCoordinator(RefleksError):
    """This is the institution's only coordinator. Add another with «refleks coordinator» first."""


class Erasure:
    """Erases people. Whoever calls it has asked them, or whoever decides, first."""

    def __init__(
        self, begin: Begin, notices: Notices, limits: InsightLimits, compact: Callable[[], None]
    ) -> None:
        """Work on the database that `begin` opens; `compact` wipes what deleted rows leave."""
        self._begin = begin
        self._notices = notices
        self._limits = limits
        self._compact = compact

    @property
    def deeds(self) -> Mapping[str, Deed]:
        """What pressing the buttons of the question does."""
        return {ERASE.partition(":")[0]: self.pressed}

    def ask(self, actor: Actor) -> Reckoning:
        """Count what `actor` is told before she decides: reflections that go, and that stay.

        Raises:
            NotAllowed: when `actor` is not a partner.
            LastCoordinator: when nobody would look after the institution.
        """
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            _refuse_last(uow, uow.accounts.by_partner(partner.id))
            return uow.erasure.reckon(partner.id, KEPT_FROM)

    def pressed(self, uow: UnitOfWork, button: StoredButton, key: str, at: datetime) -> None:
        """Erase whose chat it is, and say so; or say that nothing was erased.

        Only a yes to the last thing that was said in the chat, and that not long ago, is one.
        """
        chat, language, key = button.chat, chat_language(uow, button.chat), f"{key}:erasure"
        account = account_in(uow, chat)
        text = "erasure.too_late"
        if button.payload == KEEP:
            text = "erasure.kept"
        elif account and account.partner_id and _just_asked(uow, button, at):
            partner = uow.partners.get(account.partner_id)
            try:
                self._erase(uow, partner, at)
            except LastCoordinator:
                text = "erasure.last_coordinator"
            else:
                self._part(uow, _farewell_chats(chat, partner), key, language, at)
                return
        self._notices.add(uow, chat, key, text, at=at, language=language)

    def _part(
        self, uow: UnitOfWork, chats: set[ChatId], key: str, language: str, at: datetime
    ) -> None:
        for chat in chats:
            named = f"{key}:{chat}"
            self._notices.farewell(uow, chat, named, "erasure.done", at=at, language=language)

    def wipe(self, *, at: datetime) -> int:
        """Delete what is left of chats after their farewell; tell how many chats that were.

        Raises:
            StorageUnavailable: when deleted bytes could not be wiped; the next time does it.
        """
        with self._begin() as uow:
            chats = uow.erasure.left_chats()
            uow.erasure.delete_messages(chats)
            recent = uow.audit.entries(AuditWish(since=at - _RECENTLY, action="erase", limit=1))
            uow.commit()
        if chats or recent:
            self._compact()
        return len(chats)

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
            reckoning = self._erase(uow, partner, at)
            uow.commit()
        self._compact()
        return reckoning

    def _erase(self, uow: UnitOfWork, partner: Partner, at: datetime) -> Reckoning:
        account = uow.accounts.by_partner(partner.id)
        _refuse_last(uow, account)
        reckoning = uow.erasure.reckon(partner.id, KEPT_FROM)
        chats = _chats(uow, partner, account)
        take_name_out(uow, partner)
        uow.erasure.delete_messages(chats)
        uow.erasure.take_author_off(partner.id, KEPT_FROM)
        uow.erasure.leave_visits(partner.id, chats)
        uow.erasure.delete_person(partner.id, account.id)
        settle_insights(uow, self._limits, at=at)
        uow.audit.add(None, "erase", "partner", None, at)
        return reckoning


def _just_asked(uow: UnitOfWork, button: StoredButton, at: datetime) -> bool:
    """Tell whether nothing was said after the question, but by the same turn: a form goes on."""
    said = uow.outbox.of_chats([button.chat], limit=_OF_ONE_TURN)
    asked = [each for each in said if each.sequence == button.outbox_sequence]
    return any(
        _turn_of(each) == _turn_of(said[-1]) and at - each.created_at < ASKED_WITHIN
        for each in asked
    )


def _turn_of(said: Departure) -> str:
    return said.dedupe_key.partition(REPLY)[0]


def _farewell_chats(chat: ChatId, partner: Partner) -> set[ChatId]:
    """Tell where it is said: where it was asked, but a page says it itself; and in Telegram."""
    here = {chat} if channel_of(chat) is not Channel.WEB else set()
    return here | ({partner.telegram_chat} if partner.telegram_chat else set())


def _chats(uow: UnitOfWork, partner: Partner, account: Account) -> list[ChatId]:
    chats = [*uow.erasure.terminal_chats(partner.name), chat_id(Channel.WEB, account.id)]
    if partner.telegram_chat is not None:
        chats.append(partner.telegram_chat)
    return chats


def _refuse_last(uow: UnitOfWork, account: Account) -> None:
    if account.role is not Role.COORDINATOR:
        return
    coordinators = uow.accounts.with_role(Role.COORDINATOR)
    if not any(
        each.institution_id == account.institution_id and each.id != account.id
        for each in coordinators
    ):
        raise LastCoordinator
