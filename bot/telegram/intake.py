"""What happens to an update before it is acknowledged. No network: a webhook uses this as well."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain_model.actors import ChatId
from bot.domain_model.imports import MAX_BYTES
from bot.domain_model.messages import OutgoingKind, may_be_cut
from bot.services.calendars.own_calendar import Calendars
from bot.services.commands import CALENDAR, DEVELOPER_INFO, START, payload_of
from bot.services.inbox import Inbox, Press, Pressed, PressOutcome
from bot.services.notices import Notices, chat_language
from bot.services.partners import InvitationNotValid, Partners
from bot.services.ports.messages import Incoming, Outgoing
from bot.services.ports.unit_of_work import Begin
from bot.telegram import updates
from bot.telegram.chores import Chore
from bot.telegram.rendering import BUTTON_PREFIX, mark_choice
from bot.texts import Texts


class UpdateIntake:
    """Takes updates one by one; taking one twice is the same as taking it once."""

    def __init__(
        self,
        begin: Begin,
        texts: Texts,
        inbox: Inbox,
        notices: Notices,
        partners: Partners,
        calendars: Calendars,
    ) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._texts = texts
        self._inbox = inbox
        self._notices = notices
        self._partners = partners
        self._calendars = calendars

    def take(self, update: Mapping[str, Any], at: datetime) -> updates.Event:
        """Do what an update asks for; it is committed when this returns. Tells what it was.

        Raises:
            StorageUnavailable: when the database cannot be reached: the update must come again.
        """
        event = updates.read_update(update)
        match event:
            case updates.Written():
                self._written(event, at)
            case updates.Edited():
                self._edited(event, at)
            case updates.NotText():
                self._not_text(event, at)
            case updates.CalendarFile():
                self._calendar_file(event, at)
            case updates.ButtonPress():
                self._pressed(event, at)
            case updates.Membership():
                self._partners.set_reachable(event.chat, reachable=event.reachable)
            case updates.Crowd():
                self._crowd(event, int(update.get("update_id", 0)), at)
            case updates.Ignored():
                pass
        return event

    def _written(self, event: updates.Written, at: datetime) -> None:
        command, hint = event.command, event.device_language
        key = _key(event.chat, event.message_id)
        if command is None:
            self._receive(event, event.text, at)
        elif command.name == START and command.argument:
            self._redeem(event, command.argument, at)
        elif command.name == DEVELOPER_INFO:
            self._notices.say(event.chat, key, "telegram.developer_info", at=at, hint=hint)
        elif command.name == CALENDAR:
            self._calendars.offer(event.chat, key, at=at, hint=hint)
        elif payload_of(command, hint):
            self._receive(event, event.text, at)
        else:
            self._notices.say(event.chat, key, "telegram.unknown_command", at=at, hint=hint)

    def _receive(self, event: updates.Written, text: str, at: datetime) -> None:
        key = _key(event.chat, event.message_id)
        message = Incoming(key, event.chat, event.sent_at, text, cut=may_be_cut(text))
        self._inbox.receive(message, at=at, hint=event.device_language)

    def _edited(self, event: updates.Edited, at: datetime) -> None:
        key = _key(event.chat, event.message_id)
        edit = f"{key}:edit:{event.edited_at.timestamp():.0f}"
        new = Incoming(edit, event.chat, event.edited_at, event.text)
        self._inbox.receive_edit(new, of=key, at=at, hint=event.device_language)

    def _redeem(self, event: updates.Written, token: str, at: datetime) -> None:
        """Use an invitation up; its secret is written nowhere."""
        try:
            partner = self._partners.redeem(token, event.chat, at=at)
        except InvitationNotValid:
            # The same update for the second time, or a partner who opens her old link again.
            known = self._partners.in_chat(event.chat)
            if known is None:
                key = _key(event.chat, event.message_id)
                text = "telegram.invitation_not_valid"
                self._notices.say(event.chat, key, text, at=at, hint=event.device_language)
                return
            partner = known
        with self._begin() as uow:
            self._notices.add(
                uow,
                event.chat,
                _key(event.chat, event.message_id),
                "telegram.welcome",
                at=at,
                language=chat_language(uow, event.chat),
                name=partner.name,
            )
            uow.commit()

    def _not_text(self, event: updates.NotText, at: datetime) -> None:
        one = f"album:{event.album}" if event.album else str(event.message_id)
        key, text = f"{event.chat}:{one}:{event.notice}", f"telegram.{event.notice}"
        self._notices.say(event.chat, key, text, at=at, hint=event.device_language)
        if event.caption:
            key = _key(event.chat, event.message_id)
            message = Incoming(key, event.chat, event.sent_at, str(event.caption))
            self._inbox.receive(message, at=at, hint=event.device_language)

    def _calendar_file(self, event: updates.CalendarFile, at: datetime) -> None:
        """Have a calendar fetched, which needs the network, by what sends the messages."""
        key = _key(event.chat, event.message_id)
        if event.size > MAX_BYTES:
            hint = event.device_language
            self._notices.say(event.chat, key, "imports.too_large", at=at, hint=hint)
            return
        with self._begin() as uow:
            language = chat_language(uow, event.chat, event.device_language)
            chore = Chore("calendar", file_id=event.file_id)
            uow.outbox.add_once(_outgoing(event.chat, f"{key}:calendar", chore, language), at)
            uow.commit()

    def _pressed(self, event: updates.ButtonPress, at: datetime) -> None:
        key = f"telegram:press:{event.query_id}"
        token = event.data.removeprefix(BUTTON_PREFIX)
        outcome = self._inbox.press(Pressed(key, event.chat, token, at), at=at)
        with self._begin() as uow:
            language = chat_language(uow, event.chat, event.device_language)
            chore = self._answer_to_press(event, outcome, language)
            uow.outbox.add_once(_outgoing(event.chat, f"{key}:chore", chore, language), at)
            uow.commit()

    def _answer_to_press(
        self, event: updates.ButtonPress, outcome: PressOutcome, language: str
    ) -> Chore:
        if outcome.press is Press.EXPIRED:
            toast = self._texts.get("telegram.expired", language)
            return Chore("answer", event.query_id, toast, event.message_id)
        if outcome.press is Press.USED or outcome.button is None:
            return Chore("answer", event.query_id, self._texts.get("telegram.used", language))
        choice = self._texts.get("telegram.choice", language, title=outcome.button.title)
        marked = mark_choice(event.shown, choice)
        left = tuple((each.title, each.token) for each in outcome.left)
        return Chore("answer", event.query_id, "", event.message_id, marked, left)

    def _crowd(self, event: updates.Crowd, update_id: int, at: datetime) -> None:
        with self._begin() as uow:
            language = chat_language(uow, event.chat, event.device_language)
            if event.may_speak:
                key = f"{event.chat}:crowd:{at:%Y-%m-%d}"
                self._notices.add(uow, event.chat, key, "telegram.group", at=at, language=language)
            leave = _outgoing(
                event.chat, f"{event.chat}:leave:{update_id}", Chore("leave"), language
            )
            uow.outbox.add_once(leave, at)
            uow.commit()


def _key(chat: ChatId, message_id: int) -> str:
    """Name a message: the number that it keeps when it is edited or delivered again."""
    return f"{chat}:{message_id}"


def _outgoing(chat: ChatId, key: str, chore: Chore, language: str) -> Outgoing:
    return Outgoing(key, chat, chore.dump(), OutgoingKind.CHORE, language)
