"""What waits for a coordinator: counted on the first page, and told in Telegram if wished."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain_model.actors import AccountId, Actor, ChatId, InstitutionId
from bot.domain_model.digests import DigestTime
from bot.domain_model.people import Account
from bot.domain_model.reflections import ReflectionId
from bot.services.access import access_reflection, coordinated_institution
from bot.services.notices import Notices, chat_language
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.ports.waiting import WaitingWish

NEW_FOR = timedelta(days=60)
"""How long a reflection that nobody has opened is counted as new."""
BATCH = 20
"""Coordinators who are told in one transaction."""
_MORNINGS = tuple(DigestTime(weekday, 8) for weekday in range(5))


@dataclass(frozen=True, slots=True)
class WaitingNow:
    """How much waits, and whether the coordinator is told; None when she has no Telegram."""

    questions: int
    reflections: int
    names: int
    told: bool | None


class Waiting:
    """What waits for coordinators."""

    def __init__(self, begin: Begin, notices: Notices, zone: ZoneInfo) -> None:
        """Work on the database of `begin`; tell through `notices`, in the mornings of `zone`."""
        self._begin = begin
        self._notices = notices
        self._zone = zone

    def now(self, actor: Actor, *, at: datetime) -> WaitingNow:
        """Count what waits for a coordinator.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        institution = coordinated_institution(actor)
        with self._begin() as uow:
            account = actor.account_id
            linked = account is not None and _telegram(uow, uow.accounts.get(account)) is not None
            wanted = account is not None and uow.waiting.wish(account) is not None
            return WaitingNow(
                questions=uow.waiting.questions(institution),
                reflections=uow.waiting.unseen(institution, actor.partner_id, at - NEW_FOR),
                names=uow.waiting.names(institution),
                told=wanted if linked else None,
            )

    def see(self, actor: Actor, reflection_id: str, *, at: datetime) -> None:
        """Note that the coordinator of its author has opened a reflection; others change nothing.

        Raises:
            NotFound: when there is none for `actor`.
        """
        with self._begin() as uow:
            reflection = access_reflection(uow, actor, reflection_id)
            if actor.coordinates and reflection.institution_id == actor.institution_id:
                uow.waiting.see_once(reflection.id, at)
                uow.commit()

    def seen(self, among: Collection[ReflectionId]) -> set[ReflectionId]:
        """Tell which of these reflections a coordinator has opened."""
        with self._begin() as uow:
            return uow.waiting.seen(among)

    def tell(self, actor: Actor, *, wanted: bool, at: datetime) -> None:
        """Tell a coordinator in Telegram from now on, or no more.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        coordinated_institution(actor)
        with self._begin() as uow:
            account = AccountId(actor.account_id or "")
            if wanted:
                uow.waiting.save_wish(WaitingWish(account, at, self._next_morning(at)))
            else:
                uow.waiting.delete_wish(account)
            uow.commit()

    def hand_over_due(self, *, at: datetime) -> int:
        """Tell in the morning of a working day of reflections that are new since the last time.

        Raises:
            StorageUnavailable: when the database cannot be reached; nothing is lost.
        """
        with self._begin() as uow:
            due = uow.waiting.claim_due(at, limit=BATCH)
            told = sum(self._tell(uow, each, at) for each in due)
            uow.commit()
        return told

    def _tell(self, uow: UnitOfWork, wish: WaitingWish, at: datetime) -> bool:
        uow.waiting.save_wish(replace(wish, since=at, next_at=self._next_morning(at)))
        account = uow.accounts.get(wish.account)
        chat = _telegram(uow, account)
        if chat is None or account.institution_id is None:
            return False
        count = uow.waiting.unseen(account.institution_id, account.partner_id, wish.since)
        if not count:
            return False
        return self._notices.add(
            uow,
            chat,
            f"waiting:{account.id}:{wish.next_at:%Y-%m-%d}",
            "waiting.new_reflections" if count > 1 else "waiting.new_reflection",
            at=at,
            language=chat_language(uow, chat),
            count=count,
        )

    def _next_morning(self, at: datetime) -> datetime:
        return min(each.next_after(at, self._zone) for each in _MORNINGS)


def tell_of_question(
    uow: UnitOfWork, notices: Notices, institution: InstitutionId, key: str, at: datetime
) -> None:
    """Tell the coordinators who want it that a question waits, without its words."""
    for account in uow.waiting.wishing(institution):
        chat = _telegram(uow, account)
        if chat is not None:
            language = chat_language(uow, chat)
            name = f"waiting:{account.id}:{key}"
            notices.add(uow, chat, name, "waiting.new_question", at=at, language=language)


def _telegram(uow: UnitOfWork, account: Account) -> ChatId | None:
    partner = uow.partners.get(account.partner_id) if account.partner_id else None
    reached = partner is not None and partner.telegram_reachable
    return partner.telegram_chat if partner is not None and reached else None
