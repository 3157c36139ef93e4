"""Take what people write and press, on every channel alike, before anything else happens to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain_model.actors import ChatId
from bot.domain_model.language import Language, guess_language
from bot.domain_model.messages import EmptyMessage, clean_text, join_parts
from bot.domain_model.privacy import mask_hard_identifiers
from bot.services.buttons import open_buttons
from bot.services.commands import payload_of, read_command, sentence_of
from bot.services.notices import Notices, chat_language
from bot.services.ports.assistant import MAX_TEXT_LENGTH, payload
from bot.services.ports.messages import Incoming, StoredButton
from bot.services.ports.unit_of_work import Begin, UnitOfWork

RESEND = "resend:"
"""How the payload begins of a button that sends a message again; such a payload is for us."""

Deed = Callable[[UnitOfWork, StoredButton, str, datetime], None]
"""Does what a button means, within a transaction that is open; the text names the press."""


class DoesDeeds(Protocol):
    """A use case with buttons of its own."""

    @property
    def deeds(self) -> Mapping[str, Deed]:
        """What pressing its buttons does, by how their payloads begin."""


def deeds_of(*use_cases: DoesDeeds) -> Mapping[str, Deed]:
    """Gather what pressing the buttons of these does."""
    return {name: deed for each in use_cases for name, deed in each.deeds.items()}


NUMBERS_LAST = timedelta(days=6)
"""Telegram numbers updates anew after a week without any; an old number could then be higher than
all new ones, and we would be deaf. Without a number it gives what was never confirmed."""


class Receipt(StrEnum):
    """What became of a message at the door."""

    TAKEN = "taken"
    KNOWN = "known"
    """It had come before."""
    EMPTY = "empty"
    TOO_LONG = "too_long"


class Press(StrEnum):
    """What became of a button that was pressed."""

    TAKEN = "taken"
    USED = "used"
    """It was pressed before, or another of the same choice was."""
    EXPIRED = "expired"
    """Too old, unknown, or of another chat: nobody can tell which."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press of a button: its token and where it was pressed."""

    key: str
    chat: ChatId
    token: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class PressOutcome:
    """What became of a press: which button it was, and which of its message are left."""

    press: Press
    button: StoredButton | None = None
    left: tuple[StoredButton, ...] = ()


class Inbox:
    """The door that every message comes in by."""

    def __init__(
        self, begin: Begin, notices: Notices, deeds: Mapping[str, Deed] | None = None
    ) -> None:
        """Work on the database that `begin` opens transactions on.

        `deeds` are done at once when a button is pressed whose payload begins with their name and
        a colon; every other payload is for the assistant.
        """
        self._begin = begin
        self._notices = notices
        self._deeds = deeds or {}

    def receive(self, message: Incoming, *, at: datetime, hint: str | None = None) -> Receipt:
        """Keep what somebody wrote; it is committed when this returns.

        A command of ours («/mine») means what it means on every channel. Control characters and
        leading slashes are taken away. Numbers and addresses that may not be kept are masked
        before anything is written, and the person is told. `hint` is the language of the person's
        device, if it is known.

        Raises:
            StorageUnavailable: when it could not be kept; nothing of it was.
        """
        if message.payload is not None or message.text is None:
            return self._keep(message, at)
        command = read_command(message.text)
        if command and not command.argument and (wish := payload_of(command, hint)):
            return self._keep(replace(message, text=message.text.strip(), payload=wish), at)
        said = (sentence_of(command) if command else None) or message.text
        return self._receive_words(
            replace(message, text=said), at, hint, lambda text: replace(message, text=text)
        )

    def receive_edit(
        self, message: Incoming, *, of: str, at: datetime, hint: str | None = None
    ) -> Receipt:
        """Keep the new words of the message with the key `of`, as `receive` keeps a new one.

        When that message is a part of a longer text, it is the whole text that gets new words.
        """

        def edit(text: str) -> Incoming:
            first, words = self._rewritten(of, text)
            wish = payload("edit_message", message=first, words=words)
            return replace(message, text=text, payload=wish)

        return self._receive_words(message, at, hint, edit)

    def _rewritten(self, key: str, text: str) -> tuple[str, str]:
        with self._begin() as uow:
            parts = uow.inbox.parts(key)
            if len(parts) <= 1:
                return key, text
            # Kept, so that the next edit, of another part, does not bring the old words back.
            uow.inbox.rewrite(key, text)
            uow.commit()
        whole = join_parts(list((parts | {key: text}).values()))
        return next(iter(parts)), mask_hard_identifiers(whole).text

    def _receive_words(
        self, message: Incoming, at: datetime, hint: str | None, keep: Callable[[str], Incoming]
    ) -> Receipt:
        written = message.text or ""
        if len(written) > MAX_TEXT_LENGTH:
            return self._refuse(message, Receipt.TOO_LONG, at, hint)
        try:
            text = clean_text(written)
        except EmptyMessage:
            return self._refuse(message, Receipt.EMPTY, at, hint)
        masked = mask_hard_identifiers(text)
        return self._keep(keep(masked.text), at, warn=bool(masked.kinds))

    def _keep(self, message: Incoming, at: datetime, *, warn: bool = False) -> Receipt:
        with self._begin() as uow:
            new = uow.inbox.add_once(message, at, _first_part(uow, message))
            if new and warn:
                self._warn(uow, message, at)
            uow.commit()
        return Receipt.TAKEN if new else Receipt.KNOWN

    def _warn(self, uow: UnitOfWork, message: Incoming, at: datetime) -> None:
        default = Language(chat_language(uow, message.chat))
        language = guess_language(message.text or "", default).language
        key = f"{message.key}:masked"
        self._notices.add(uow, message.chat, key, "messages.masked", at=at, language=language)

    def _refuse(self, message: Incoming, why: Receipt, at: datetime, hint: str | None) -> Receipt:
        key, text = f"{message.key}:{why}", f"messages.{why}"
        new = self._notices.say(message.chat, key, text, at=at, hint=hint)
        return why if new else Receipt.KNOWN

    def next_update(self, channel: str, *, at: datetime) -> int | None:
        """Tell the next update that a channel shall give; None to take whatever there is."""
        with self._begin() as uow:
            known = uow.inbox.next_update(channel)
        return known[0] if known and at - known[1] < NUMBERS_LAST else None

    def save_next_update(self, channel: str, next_update: int, *, at: datetime) -> None:
        """Remember the next update that a channel shall give: all before it are kept."""
        with self._begin() as uow:
            uow.inbox.save_next_update(channel, next_update, at)
            uow.commit()

    def press(self, pressed: Pressed, *, at: datetime) -> PressOutcome:
        """Take a press of a button; what it means waits in the inbox when this returns.

        A press that comes a second time is taken again, and changes nothing.
        """
        with self._begin() as uow:
            button = uow.buttons.find(pressed.token)
            if button is None or button.chat != pressed.chat or button.expires_at <= at:
                return PressOutcome(Press.EXPIRED)
            left = open_buttons(uow.buttons.of_message(button))
            if button.token not in {each.token for each in left}:
                again = uow.inbox.known(pressed.key)
                return PressOutcome(Press.TAKEN if again else Press.USED, button, left)
            uow.buttons.mark_pressed(button.token, at)
            left = open_buttons(uow.buttons.of_message(button))
            self._take(uow, pressed, button, at)
            uow.commit()
        return PressOutcome(Press.TAKEN, button, left)

    def _take(self, uow: UnitOfWork, pressed: Pressed, button: StoredButton, at: datetime) -> None:
        if button.payload.startswith(RESEND):
            uow.outbox.revive(button.payload.removeprefix(RESEND), at, "repeated")
            return
        deed = self._deeds.get(button.payload.partition(":")[0])
        if deed is not None:
            deed(uow, button, pressed.key, at)
            return
        incoming = Incoming(
            key=pressed.key,
            chat=pressed.chat,
            sent_at=pressed.sent_at,
            text=button.title,
            payload=button.payload,
        )
        uow.inbox.add_once(incoming, at)


def _first_part(uow: UnitOfWork, message: Incoming) -> str | None:
    """Find the message that this one is the rest of, if all of it may be understood at once."""
    if message.payload is not None or message.text is None:
        return None
    first = uow.inbox.cut_message(message.chat, message.sent_at)
    if first is None:
        return None
    whole = join_parts([*uow.inbox.parts(first).values(), message.text])
    return first if len(whole) <= MAX_TEXT_LENGTH else None
