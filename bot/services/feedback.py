"""Take down what askers say of answers: thumbs, and the reason in one more tap."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain_model.actors import Actor
from bot.domain_model.errors import NotAllowed
from bot.domain_model.feedback import Reason, TopicVerdicts, Verdict
from bot.services.access_questions import may_read_question_counts
from bot.services.notices import Notices, chat_language
from bot.services.ports.assistant import Button
from bot.services.ports.messages import StoredButton
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.texts import Texts

DEED = "feedback"
"""How the payloads begin of the buttons that are about an answer."""
CHOICE = "verdict"
COUNTED = timedelta(days=90)
"""How far back the coordinator sees counts."""
_WHY = "why"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was asked and what was said of the answers, as far back as `COUNTED`."""

    decisions: Mapping[str, int]
    topics: list[TopicVerdicts]


def verdict_payload(verdict: Verdict, topic: str) -> str:
    """Write what a thumb under the answer about `topic` means."""
    return f"{DEED}:{verdict}:{topic}"


class Feedback:
    """What was said of answers, without who said it."""

    def __init__(self, begin: Begin, notices: Notices, texts: Texts) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._notices = notices
        self._texts = texts

    def pressed(self, uow: UnitOfWork, button: StoredButton, key: str, at: datetime) -> None:
        """Take down a thumb, or the reason for one that points down; each is thanked for."""
        said, about, *rest = button.payload.removeprefix(f"{DEED}:").split(":")
        language = chat_language(uow, button.chat)
        text, buttons = "feedback.thanks", tuple[Button, ...]()
        if said == _WHY:
            uow.feedback.explain(about, Reason(rest[0]))
        else:
            answer = _digest(uow.feedback.question_of(button.outbox_sequence), about)
            new = uow.feedback.add_once(answer, about, Verdict(said), at)
            if said == Verdict.BAD and new:
                text, buttons = "feedback.why", self._reasons(answer, language)
        self._notices.add(
            uow, button.chat, f"{key}:{DEED}", text, at=at, language=language, buttons=buttons
        )

    def judge(
        self, question: str, topic: str, verdict: Verdict, *, language: str, at: datetime
    ) -> tuple[Button, ...]:
        """Take down what was said in words of the answer about `topic` to the message `question`.

        Gives the buttons that ask for the reason, when there is one to ask for.
        """
        answer = _digest(question, topic)
        with self._begin() as uow:
            uow.feedback.add_once(answer, topic, verdict, at)
            uow.commit()
        return self._reasons(answer, language) if verdict is Verdict.BAD else ()

    def _reasons(self, answer: str, language: str) -> tuple[Button, ...]:
        return tuple(
            Button(
                self._texts.get(f"feedback.{reason}", language),
                f"{DEED}:{_WHY}:{answer}:{reason}",
                _WHY,
            )
            for reason in Reason
        )

    def counts(self, actor: Actor, *, at: datetime) -> Counts:
        """Count what was asked and said of late.

        Raises:
            NotAllowed: when that is not for `actor`.
        """
        if not may_read_question_counts(actor):
            raise NotAllowed
        with self._begin() as uow:
            since = at - COUNTED
            return Counts(uow.feedback.decisions(since), uow.feedback.of_topics(since))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
