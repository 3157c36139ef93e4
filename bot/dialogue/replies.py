"""From the events of a turn to what is sent: texts, source lines and buttons.

Everything is made from the events, so that a turn that is asked for again gets the very same
replies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered

from bot.knowledge import Knowledge
from bot.services.assistant import Button, Reply, TurnReplies
from bot.texts import Texts

DEFAULT_LANGUAGE = "nb"
LANGUAGE_SLOT = "language"
QUESTION = "question"
"""The choice that buttons belong to unless their response says that they are `offers`."""


class ReplyRenderer:
    """Makes replies of what Rasa uttered."""

    def __init__(self, knowledge: Knowledge, texts: Texts) -> None:
        """Take source lines and follow-up titles from `knowledge`, their wording from `texts`."""
        self._knowledge = knowledge
        self._texts = texts

    def replies(self, events: Sequence[Event], message_id: str) -> TurnReplies | None:
        """Give what the message with this id led to, or None when it is not among `events`."""
        before, turn = _split(events, message_id)
        if not turn:
            return None
        language = _language([*before, *turn])
        uttered = (event for event in turn if isinstance(event, BotUttered))
        suggested = turn[0].parse_data.get("suggested") if isinstance(turn[0], UserUttered) else ()
        replies = (self._reply(event, language, suggested or ()) for event in uttered)
        return TurnReplies(
            replies=tuple(reply for reply in replies if reply.text),
            language=language,
            intent=turn[0].full_retrieval_intent_name or turn[0].intent_name,
            confidence=turn[0].intent.get("confidence"),
        )

    def _reply(self, event: BotUttered, language: str, suggested: Iterable[str]) -> Reply:
        metadata: dict[str, Any] = event.metadata.get("metadata") or {}
        text = (event.text or "").strip()
        text = "\n\n".join(filter(None, [text, *self._source_lines(metadata, language)]))
        first = self._follow_ups(suggested if metadata.get("suggest") else (), language)
        last = self._follow_ups(metadata.get("follow_ups"), language)
        choice = None if metadata.get("offers") else QUESTION
        return Reply(text, (*first, *_buttons(event, choice), *last))

    def _source_lines(self, metadata: Mapping[str, Any], language: str) -> Iterable[str]:
        keys = metadata.get("sources") or [metadata.get("source")]
        found = [source for key in keys if (source := self._knowledge.source(str(key)))]
        if found:
            each = " ".join(str(source) for source in found)
            yield self._texts.get("replies.source_line", language, source=each)

    def _follow_ups(self, topics: Iterable[str] | None, language: str) -> Iterable[Button]:
        for topic in topics or ():
            title = self._knowledge.title(topic, language)
            if title is not None:
                yield Button(title, f"/faq/{topic}")


def _split(events: Sequence[Event], message_id: str) -> tuple[list[Event], list[Event]]:
    """Give the events before the message's turn, and those of its turn."""
    starts = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    for start, end in pairwise([*starts, len(events)]):
        if events[start].message_id == message_id:
            return list(events)[:start], list(events)[start:end]
    return list(events), []


def _language(events: Sequence[Event]) -> str:
    for event in reversed(events):
        if isinstance(event, SlotSet) and event.key == LANGUAGE_SLOT and event.value:
            return str(event.value)
    return DEFAULT_LANGUAGE


def _buttons(event: BotUttered, choice: str | None) -> Iterable[Button]:
    for button in event.data.get("buttons") or ():
        yield Button(str(button["title"]), str(button["payload"]), choice)
