"""A partner's calendar: a secret feed to subscribe to, and a file with each visit that changes.

Of the feed's secret only a digest is kept. Where a message holds the address, the secret is made
when that message leaves, so that it never lies in the outbox; see
docs/decisions/012-calendars.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain_model.actors import Actor, Channel, ChatId, channel_of
from bot.domain_model.calendars import SHOWN_FOR
from bot.domain_model.errors import NotFound
from bot.domain_model.messages import OutgoingKind
from bot.domain_model.visits import VisitId
from bot.services.access import own_partner
from bot.services.calendars.writer import CalendarWriter
from bot.services.notices import chat_language
from bot.services.partners import account_in
from bot.services.ports.assistant import Button
from bot.services.ports.messages import Departure, Enclosed, EnclosedFile, Outgoing, StoredButton
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.tokens import digest_of, new_token
from bot.texts import Texts

ADDRESS = "calendar-address"
"""The enclosure of a message in whose text `{address}` is a new address of the feed."""
VISITS = "visits:"
"""How the enclosure begins of a message that carries a file of visits."""
OFFER, NEW, OFF = "calendar:offer", "calendar:new", "calendar:off"
"""What the buttons mean that tell of the feed, that make its address, and that end it."""
FILE_NAME = "skolebesok.ics"


@dataclass(frozen=True, slots=True)
class CalendarPlaces:
    """Where calendars are found: the address of our pages, and whether chats may carry them."""

    pages: str
    content_free: bool = False

    def feed(self, token: str) -> str:
        """Give the address of the feed with this secret."""
        return f"{self.pages}/calendar/{token}.ics"


class Calendars:
    """Feeds and files of school visits."""

    def __init__(
        self, begin: Begin, texts: Texts, writer: CalendarWriter, places: CalendarPlaces
    ) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._texts = texts
        self._writer = writer
        self._places = places

    def renew(self, actor: Actor, *, at: datetime) -> str:
        """Give the actor's feed a new address, which is told once; an earlier one ends.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            address = self._new_address(uow, actor, at)
            uow.commit()
        return address

    def revoke(self, actor: Actor, *, at: datetime) -> bool:
        """End the actor's feed; False when there was none.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            ended = _end(uow, actor, at)
            uow.commit()
        return ended

    def since(self, actor: Actor) -> datetime | None:
        """Tell since when the actor has had a feed; None when there is none.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            return uow.calendars.feed_since(own_partner(uow, actor).id)

    def feed(self, token: str, *, at: datetime) -> bytes:
        """Give the feed with this secret.

        Raises:
            NotFound: when there is none, or it was ended.
        """
        with self._begin() as uow:
            owner = uow.calendars.feed_owner(digest_of(token))
            if owner is None:
                raise NotFound
            account = uow.accounts.by_partner(owner)
            partner = uow.partners.get(owner)
            kept = uow.calendars.entries_of(owner, since=at - SHOWN_FOR)
        entries = [entry for entry in kept if not entry.imported]
        language = partner.pinned_language or account.language
        return self._writer.write(entries, language)

    def file(self, actor: Actor, visits: Sequence[str], language: str) -> bytes:
        """Give a file of the actor's own visits.

        Raises:
            NotFound: when none of them is there, or is the actor's.
        """
        with self._begin() as uow:
            return self._file(uow, actor, visits, language)

    def offer(self, chat: ChatId, key: str, *, at: datetime, hint: str | None = None) -> None:
        """Say what a calendar feed is, with buttons that make its address and that end it."""
        with self._begin() as uow:
            self._offer(uow, chat, key, chat_language(uow, chat, hint), at)
            uow.commit()

    def pressed(self, uow: UnitOfWork, button: StoredButton, key: str, at: datetime) -> None:
        """Do what a button about the feed means, and say what was done."""
        chat, language, named = button.chat, chat_language(uow, button.chat), f"{key}:calendar"
        if button.payload == OFFER:
            self._offer(uow, chat, named, language, at)
            return
        text, enclosure = self._answer(uow, button, at)
        page = f"{self._places.pages}/calendar"
        said = self._texts.get(text, language, page=page, address="{address}")
        _say(uow, chat, named, said, language, at, enclosure=enclosure)

    def _offer(self, uow: UnitOfWork, chat: ChatId, key: str, language: str, at: datetime) -> None:
        buttons = [
            Button(self._texts.get(f"calendar.button_{name}", language), meaning)
            for name, meaning in (("new", NEW), ("off", OFF))
        ]
        _say(uow, chat, key, self._texts.get("calendar.offer", language), language, at, buttons)

    def _answer(
        self, uow: UnitOfWork, button: StoredButton, at: datetime
    ) -> tuple[str, str | None]:
        """Do what was asked for; give the name of the answer, and what it carries."""
        account = account_in(uow, button.chat)
        if account is None or account.partner_id is None:
            return "calendar.not_partner", None
        if button.payload == OFF:
            ended = _end(uow, account.actor, at)
            return ("calendar.ended" if ended else "calendar.no_feed"), None
        if channel_of(button.chat) is Channel.TELEGRAM and not self._places.content_free:
            return "calendar.here_it_is", ADDRESS
        return "calendar.on_the_page", None

    def enclose(self, leaving: Departure, *, at: datetime) -> Enclosed:
        """Make what leaves with a message: its text, and the file that it carries.

        A file of visits that have gone since is left out.
        """
        with self._begin() as uow:
            account = account_in(uow, leaving.chat)
            if account is None or leaving.enclosure is None:
                return Enclosed(leaving.text)
            if leaving.enclosure == ADDRESS:
                address = self._new_address(uow, account.actor, at)
                uow.commit()
                return Enclosed(leaving.text.replace("{address}", address))
            visits = leaving.enclosure.removeprefix(VISITS).split("+")
            try:
                content = self._file(uow, account.actor, visits, leaving.language)
            except NotFound:
                return Enclosed(leaving.text)
        return Enclosed(leaving.text, EnclosedFile(FILE_NAME, content))

    def _file(self, uow: UnitOfWork, actor: Actor, visits: Sequence[str], language: str) -> bytes:
        if actor.partner_id is None:
            raise NotFound
        entries = uow.calendars.entries(actor.partner_id, [VisitId(each) for each in visits])
        if not entries:
            raise NotFound
        return self._writer.write(entries, language)

    def _new_address(self, uow: UnitOfWork, actor: Actor, at: datetime) -> str:
        partner, token = own_partner(uow, actor), new_token()
        uow.calendars.set_feed(partner.id, digest_of(token), at)
        uow.audit.add(actor.account_id, "renew", "calendar_feed", partner.id, at)
        return self._places.feed(token)


def _end(uow: UnitOfWork, actor: Actor, at: datetime) -> bool:
    partner = own_partner(uow, actor)
    ended = uow.calendars.remove_feed(partner.id)
    if ended:
        uow.audit.add(actor.account_id, "revoke", "calendar_feed", partner.id, at)
    return ended


def _say(
    uow: UnitOfWork,
    chat: ChatId,
    key: str,
    text: str,
    language: str,
    at: datetime,
    buttons: Sequence[Button] = (),
    enclosure: str | None = None,
) -> None:
    notice = Outgoing(key, chat, text, OutgoingKind.NOTICE, language, buttons, enclosure=enclosure)
    uow.outbox.add_once(notice, at)
