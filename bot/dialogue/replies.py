"""From the events of a turn to what is sent: texts, source lines and buttons.

Everything is made from the events, so that a turn that is asked for again gets the very same
replies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered

from bot.dialogue.readings import GREETING, MANNER, OMITTED, PART, answered_topic
from bot.dialogue.returning import RETURNED, goes_on, reminder
from bot.domain_model.answers import Manner
from bot.domain_model.feedback import Verdict
from bot.domain_model.intents import TOPIC_PREFIX
from bot.knowledge import Knowledge
from bot.services.feedback import CHOICE as VERDICT
from bot.services.feedback import verdict_payload
from bot.services.ports.assistant import Button, Reply, TurnReplies, payload
from bot.texts import Texts

DEFAULT_LANGUAGE = "nb"
LANGUAGE_SLOT = "language"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])")
_JUDGED = (None, Manner.AGAIN)
"""The manners in which an answer is judged: a source or a longer version belongs to it."""
_KEPT_BY_COMMANDS = ("school", "visit_time", "visited_on")
QUESTION = "question"
"""The choice that buttons belong to unless their response says that they are `offers`."""


Part = list[Any]
"""The events of one part of a message; the first is its `UserUttered`."""


class ReplyRenderer:
    """Makes replies of what Rasa uttered."""

    def __init__(self, knowledge: Knowledge, texts: Texts) -> None:
        """Take source lines and follow-up titles from `knowledge`, their wording from `texts`."""
        self.knowledge = knowledge
        self._texts = texts

    def replies(self, events: Sequence[Event], message_id: str) -> TurnReplies | None:
        """Give what the message with this id led to, or None when it is not among `events`."""
        before, parts = _split(events, message_id)
        if not parts:
            return None
        language = _language([*before, *(event for part in parts for event in part)])
        said = [reply for part in parts for reply in self._part(part, language)]
        first = parts[0][0]
        return TurnReplies(
            replies=tuple(said),
            language=language,
            intent=first.full_retrieval_intent_name or first.intent_name,
            confidence=first.intent.get("confidence"),
        )

    def _part(self, part: Part, language: str) -> Iterable[Reply]:
        reading: Mapping[str, Any] = part[0].parse_data
        uttered = (event for event in part if isinstance(event, BotUttered))
        said = [self._reply(event, language, reading) for event in uttered]
        said = [reply for reply in said if reply.text]
        if said and (greeting := reading.get(GREETING)):
            greeted = f"{self._texts.get(f'replies.{greeting}', language)} {said[0].text}"
            said[0] = replace(said[0], text=greeted)
        if said and (left := reading.get(RETURNED)) and goes_on(part):
            where = reminder(left, self._texts, language)
            said[-1] = replace(said[-1], text=f"{where} {said[-1].text}")
        if said and reading.get(OMITTED):
            said.append(Reply(self._texts.get("replies.omitted", language)))
        return said

    def _reply(self, event: BotUttered, language: str, reading: Mapping[str, Any]) -> Reply:
        metadata: dict[str, Any] = event.metadata.get("metadata") or {}
        topic = answered_topic(event.metadata.get("utter_action"))
        manner = reading.get(MANNER) if topic else None
        text = self._told((event.text or "").strip(), metadata, manner, language)
        lines = () if manner == Manner.SOURCE else self._source_lines(metadata, language)
        choice = None if metadata.get("offers") else QUESTION
        return Reply(
            "\n\n".join(filter(None, [text, *lines])),
            (
                *(self._suggested(reading, language) if metadata.get("suggest") else ()),
                *_buttons(event, choice),
                *self._more(topic, metadata, manner, language),
                *self._topics(metadata.get("follow_ups"), language),
                *(_thumbs(topic) if topic and manner in _JUDGED else ()),
            ),
            metadata.get("enclosure"),
        )

    def _told(
        self, text: str, metadata: Mapping[str, Any], manner: str | None, language: str
    ) -> str:
        """Give an answer in the manner that is asked for."""
        more = str(metadata.get("more") or "").strip()
        match manner:
            case Manner.MORE:
                return more or self._texts.get("replies.no_more", language)
            case Manner.SOURCE:
                lines = self._source_lines(metadata, language)
                return "\n".join(lines) or self._texts.get("replies.no_source", language)
            case Manner.SHORT:
                return _SENTENCE_END.split(text, maxsplit=1)[0]
            case Manner.AGAIN:
                lead = self._texts.get("replies.again", language)
                return "\n\n".join(filter(None, [f"{lead} {text}", more]))
        return text

    def _more(
        self, topic: str | None, metadata: Mapping[str, Any], manner: str | None, language: str
    ) -> Iterable[Button]:
        if topic and metadata.get("more") and manner not in (Manner.MORE, Manner.AGAIN):
            title = self._texts.get("replies.read_more", language)
            yield Button(title, f'/{TOPIC_PREFIX}{topic}{{"manner": "{Manner.MORE}"}}')

    def _source_lines(self, metadata: Mapping[str, Any], language: str) -> Iterable[str]:
        keys = metadata.get("sources") or [metadata.get("source")]
        found = [source for key in keys if (source := self.knowledge.source(str(key)))]
        if found:
            each = " ".join(str(source) for source in found)
            yield self._texts.get("replies.source_line", language, source=each)

    def _suggested(self, reading: Mapping[str, Any], language: str) -> Iterable[Button]:
        """Offer what may have been meant; a command keeps the school and time that were told."""
        told = {each["entity"]: each["value"] for each in reading.get("entities") or ()}
        kept = {name: told[name] for name in _KEPT_BY_COMMANDS if name in told}
        for label in reading.get("suggested") or ():
            if label.startswith(TOPIC_PREFIX):
                yield from self._topics([label.removeprefix(TOPIC_PREFIX)], language)
            else:
                yield Button(
                    self._texts.get(f"commands.{label}", language), payload(label, **kept)
                )

    def _topics(self, topics: Iterable[str] | None, language: str) -> Iterable[Button]:
        for topic in topics or ():
            title = self.knowledge.title(topic, language)
            if title is not None:
                yield Button(title, f"/{TOPIC_PREFIX}{topic}")


def _split(events: Sequence[Event], message_id: str) -> tuple[list[Event], list[Part]]:
    """Give the events before the message, and those of each of its parts, oldest first."""
    starts = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    first: int | None = None
    parts: list[Part] = []
    for start, end in pairwise([*starts, len(events)]):
        said = events[start].message_id or ""
        if said == message_id or (parts and said.startswith(f"{message_id}{PART}")):
            first = start if first is None else first
            parts.append(list(events)[start:end])
    return list(events)[:first], parts


def _language(events: Sequence[Event]) -> str:
    for event in reversed(events):
        if isinstance(event, SlotSet) and event.key == LANGUAGE_SLOT and event.value:
            return str(event.value)
    return DEFAULT_LANGUAGE


def _thumbs(topic: str) -> Iterable[Button]:
    for thumb, verdict in (("👍", Verdict.GOOD), ("👎", Verdict.BAD)):
        yield Button(thumb, verdict_payload(verdict, topic), VERDICT)


def _buttons(event: BotUttered, choice: str | None) -> Iterable[Button]:
    for button in event.data.get("buttons") or ():
        yield Button(str(button["title"]), str(button["payload"]), choice)
