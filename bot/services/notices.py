"""Short messages that no conversation has led to: what was not understood, and what went wrong."""

from __future__ import annotations

from datetime import datetime

from bot.domain_model.actors import ChatId
from bot.domain_model.language import Language
from bot.domain_model.messages import OutgoingKind
from bot.services.partners import account_in
from bot.services.ports.assistant import Button
from bot.services.ports.messages import Outgoing
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.texts import Texts


def chat_language(uow: UnitOfWork, chat: ChatId, hint: str | None = None) -> str:
    """Tell which language to use unasked: pinned, of the last message, hinted at, or bokmål."""
    account = account_in(uow, chat)
    partner = uow.partners.get(account.partner_id) if account and account.partner_id else None
    if partner is not None and partner.pinned_language:
        return partner.pinned_language
    known = uow.outbox.last_language(chat) or (partner.last_language if partner else None)
    offered = hint if hint in list(Language) else None
    return known or offered or (account.language if account else None) or Language.NB


class Notices:
    """Says things in the language of the chat, each once."""

    def __init__(self, begin: Begin, texts: Texts) -> None:
        """Work on the database that `begin` opens transactions on, with `texts`."""
        self._begin = begin
        self._texts = texts

    def say(
        self, chat: ChatId, key: str, text: str, *, at: datetime, hint: str | None = None
    ) -> bool:
        """Say the text named `text`; `key` is said once. `hint` is a language, if one is known."""
        with self._begin() as uow:
            new = self.add(uow, chat, key, text, at=at, language=chat_language(uow, chat, hint))
            uow.commit()
        return new

    def add(
        self,
        uow: UnitOfWork,
        chat: ChatId,
        key: str,
        text: str,
        *,
        at: datetime,
        language: str,
        buttons: tuple[Button, ...] = (),
        **values: object,
    ) -> bool:
        """Say the text named `text` as part of a transaction that is open already."""
        return uow.outbox.add_once(
            Outgoing(
                dedupe_key=key,
                chat=chat,
                text=self._texts.get(text, language, **values),
                kind=OutgoingKind.NOTICE,
                language=language,
                buttons=buttons,
            ),
            at,
        )

    def farewell(
        self, uow: UnitOfWork, chat: ChatId, key: str, text: str, *, at: datetime, language: str
    ) -> None:
        """Say the text named `text` as the last thing in a chat, of which nothing stays then."""
        words = self._texts.get(text, language)
        uow.outbox.add_once(Outgoing(key, chat, words, OutgoingKind.FAREWELL, language), at)
