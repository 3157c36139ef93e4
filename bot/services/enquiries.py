"""Pass on to the coordinator what Refleks cannot answer, and bring the answer back."""

from __future__ import annotations

from datetime import datetime

from bot.domain_model.actors import Actor
from bot.domain_model.enquiries import (
    LONGEST_ANSWER,
    LONGEST_ENQUIRY,
    AlreadyAnswered,
    Enquiry,
    NoAnswerGiven,
)
from bot.domain_model.privacy import mask_hard_identifiers
from bot.services.access import PAGE
from bot.services.access_questions import access_enquiry_to_answer, enquiries_visible_to
from bot.services.notices import Notices, chat_language
from bot.services.partners import account_in
from bot.services.ports.assistant import Button
from bot.services.ports.enquiries import NewEnquiry
from bot.services.ports.messages import StoredButton
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.waiting import tell_of_question
from bot.texts import Texts

DEED = "enquiry"
"""How the payloads begin of the buttons that are about passing on."""
_SEND = f"{DEED}:send:"
_DROP = f"{DEED}:drop"
_CHOICE = "send"


class Enquiries:
    """Questions to the coordinator of the asker's own institution."""

    def __init__(self, begin: Begin, notices: Notices, texts: Texts) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._notices = notices
        self._texts = texts

    def pressed(self, uow: UnitOfWork, button: StoredButton, key: str, at: datetime) -> None:
        """Do what a button of ours means: show what would be sent, send it, or leave it."""
        account = account_in(uow, button.chat)
        if account is None or account.partner_id is None:
            self._say(uow, button, key, "not_partner", at)
        elif button.payload == _DROP:
            self._say(uow, button, key, "dropped", at)
        elif button.payload.startswith(_SEND):
            self._send(uow, account.actor, button, key, at)
        else:
            self._show(uow, button, key, at)

    def _show(self, uow: UnitOfWork, button: StoredButton, key: str, at: datetime) -> None:
        asked = uow.enquiries.asked_before(button.chat, button.outbox_sequence)
        if asked is None:
            self._say(uow, button, key, "gone", at)
            return
        language = chat_language(uow, button.chat)
        buttons = (
            Button(self._texts.get("enquiries.send", language), _SEND + asked.key, _CHOICE),
            Button(self._texts.get("enquiries.drop", language), _DROP, _CHOICE),
        )
        text = asked.text[:LONGEST_ENQUIRY]
        self._say(uow, button, key, "confirm", at, buttons=buttons, question=text)

    def _send(
        self, uow: UnitOfWork, actor: Actor, button: StoredButton, key: str, at: datetime
    ) -> None:
        source_key = button.payload.removeprefix(_SEND)
        text = uow.enquiries.written(button.chat, source_key)
        if text is None or actor.partner_id is None or actor.institution_id is None:
            self._say(uow, button, key, "gone", at)
            return
        new = NewEnquiry(
            source_key=source_key,
            institution_id=actor.institution_id,
            partner_id=actor.partner_id,
            chat=button.chat,
            language=chat_language(uow, button.chat),
            text=text[:LONGEST_ENQUIRY],
        )
        passed_on = uow.enquiries.add_once(new, at)
        if passed_on:
            tell_of_question(uow, self._notices, new.institution_id, source_key, at)
        self._say(uow, button, key, "sent" if passed_on else "sent_before", at)

    def _say(
        self,
        uow: UnitOfWork,
        button: StoredButton,
        key: str,
        text: str,
        at: datetime,
        *,
        buttons: tuple[Button, ...] = (),
        **values: object,
    ) -> None:
        self._notices.add(
            uow,
            button.chat,
            f"{key}:{DEED}",
            f"enquiries.{text}",
            at=at,
            language=chat_language(uow, button.chat),
            buttons=buttons,
            **values,
        )

    def visible_to(self, actor: Actor, *, answered: bool, limit: int = PAGE) -> list[Enquiry]:
        """List the questions that `actor` may see: her own, or those of her institution."""
        with self._begin() as uow:
            return enquiries_visible_to(uow, actor, answered=answered, limit=limit)

    def answer(self, actor: Actor, enquiry_id: str, text: str, *, at: datetime) -> None:
        """Answer a question; the asker is told, in her language, where she asked.

        Raises:
            NotFound: when there is none for `actor` to answer.
            NoAnswerGiven: when there are no words, or too many.
            AlreadyAnswered: when somebody has answered it.
        """
        words = mask_hard_identifiers(text.replace("\r\n", "\n").strip()).text
        if not words or len(words) > LONGEST_ANSWER:
            raise NoAnswerGiven
        with self._begin() as uow:
            enquiry = access_enquiry_to_answer(uow, actor, enquiry_id)
            if not uow.enquiries.answer(enquiry.id, words, actor.account_id, at):
                raise AlreadyAnswered
            self._notices.add(
                uow,
                enquiry.chat,
                f"{DEED}:{enquiry.id}:answer",
                "enquiries.answered",
                at=at,
                language=enquiry.language,
                question=enquiry.text,
                answer=words,
            )
            uow.audit.add(actor.account_id, "answer", DEED, enquiry.id, at)
            uow.commit()
