"""From what a person wrote to what Rasa is given: its parts, each in the light of what was said.

Rasa reads each message alone. Here a short message is read together with the answer before it,
several questions become several messages, and a greeting does not stand in a question's way.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.following import Following, Reading
from bot.dialogue.pressing import answered, asks_yes_or_no, last_buttons, titled, undone_by
from bot.dialogue.readings import (
    GREETING,
    OMITTED,
    PART,
    answered_topic,
    decision_of,
    pressed,
)
from bot.dialogue.returning import FREE_TEXT_SLOTS, RETURNED, listen_again, open_form
from bot.dialogue.setting_right import just_saved, set_right
from bot.dialogue.signs import in_words
from bot.dialogue.turn_request import TurnRequest
from bot.knowledge import Knowledge
from bot.nlu.decision import Decision
from bot.nlu.follow_up_recogniser import ABOUT
from bot.nlu.message_parts import (
    MOST_QUESTIONS,
    Greeting,
    is_greeting,
    joined_questions,
    separate_questions,
    without_greeting,
)
from bot.nlu.unanswerable import Unanswerable

_SMALL_TALK = frozenset(
    {"greet", "thanks", "affirm", "deny", "out_of_scope", "clarify", *Unanswerable}
)
"""After these the last answer is still what the conversation is about."""
_LANGUAGE_SLOT = "language"
_DEFAULT_LANGUAGE = "nb"


@dataclass
class Hearing:
    """One message on its way to Rasa."""

    agent: Agent
    knowledge: Knowledge
    tracker: DialogueStateTracker
    request: TurnRequest
    channel: OutputChannel

    async def messages(self) -> AsyncIterator[UserMessage]:
        """Give the parts; each is read when those before it have been handled."""
        listen_again(self.tracker)
        if self.request.payload is not None:
            domain, language = self.agent.domain, self.request.language
            yield self._message(
                self.request.content, pressed(self.request.payload, language, domain)
            )
            return
        text = self.request.content
        words = self._words_for(text)
        meant = await self._button_meant(text, words)
        if meant is not None:
            domain, language = self.agent.domain, self.request.language
            yield self._message(meant, pressed(meant, language, domain))
            return
        if self.tracker.active_loop_name:
            left = open_form(self.tracker, self.request.sent_at)
            reading = await self.read(words or text)
            yield self._message(text, reading | ({RETURNED: left} if left else {}))
            return
        undone = undone_by(self.tracker, text)
        if undone is not None:
            yield self._message(undone, None)
            return
        alone = await self._read_whole(text, words)
        if alone is not None:
            yield self._message(text, alone)
            return
        async for part, reading, number in self._parts(text):
            yield self._message(part, reading, number)

    async def _button_meant(self, text: str, words: str | None) -> str | None:
        """Give what the button means that `text` is said instead of."""
        buttons = last_buttons(self.tracker)
        if (meant := titled(buttons, text)) is not None or not asks_yes_or_no(buttons):
            return meant
        said = words or text
        return answered(buttons, said, await self.read(said, in_form=False))

    async def _read_whole(self, text: str, words: str | None) -> Reading | None:
        """Understand signs alone, or what sets right what was just saved; None for all else."""
        if words is not None:
            return await self.read(words)
        if not just_saved(self.tracker):
            return None
        return set_right(self.tracker, text, await self.read(text))

    def _words_for(self, text: str) -> str | None:
        """Give the word that signs alone stand for, unless they are what is to be written down."""
        open_for_words = self.tracker.get_slot(REQUESTED_SLOT) in FREE_TEXT_SLOTS
        asks = asks_yes_or_no(last_buttons(self.tracker))
        if open_for_words and not asks:
            return None
        language = self.tracker.get_slot(_LANGUAGE_SLOT) or _DEFAULT_LANGUAGE
        return in_words(text, language, asked=asks or bool(self.tracker.active_loop_name))

    async def _parts(self, text: str) -> AsyncIterator[tuple[str, Reading, int]]:
        greeting, matter = await self._matter(text)
        questions = await self._questions(matter)
        if len(questions) == 1:
            reading = await self._in_conversation(matter)
            yield (text, reading | ({GREETING: str(greeting)} if greeting else {}), 0)
            return
        told: set[str | None] = set()
        for number, question in enumerate(questions[:MOST_QUESTIONS]):
            reading = await self._in_conversation(question)
            topic = reading["intent"].get("full_retrieval_intent_name")
            if topic is not None and topic in told:
                continue
            told.add(topic)
            if number == 0 and greeting:
                reading[GREETING] = str(greeting)
            if number == MOST_QUESTIONS - 1 and len(questions) > MOST_QUESTIONS:
                reading[OMITTED] = True
            yield question, reading, number

    async def _matter(self, text: str) -> tuple[Greeting | None, str]:
        greeting, matter = without_greeting(text)
        if greeting is None:
            return None, text
        reading = await self._in_conversation(matter)
        unclear = decision_of(reading) is Decision.UNKNOWN
        return (None, text) if unclear else (greeting, matter)

    async def _questions(self, text: str) -> Sequence[str]:
        apart = separate_questions(text)
        if len(apart) > 1:
            found = [decision_of(await self.read(each)) for each in apart]
            if Decision.ANSWER in found:
                return apart
        joined = joined_questions(text)
        if len(joined) > 1 and await self._answerable(joined):
            return joined
        return [text]

    async def _answerable(self, questions: Sequence[str]) -> bool:
        """Tell whether each has an answer of its own, the later ones perhaps after the first."""
        about: str | None = None
        seen: set[str | None] = set()
        for question in questions:
            reading = await self.after(question, about)
            if decision_of(reading) is not Decision.ANSWER:
                return False
            about = _topic_of(reading)
            seen.add(about)
        return len(seen) == len(questions)

    async def _in_conversation(self, text: str) -> Reading:
        return await self.after(text, last_topic(self.tracker))

    async def after(self, text: str, about: str | None) -> Reading:
        """Understand `text` after an answer about a topic; None when there was none."""
        reading = await self.read(text, about)
        if about is None:
            return reading
        language = self.tracker.get_slot(_LANGUAGE_SLOT) or _DEFAULT_LANGUAGE
        following = Following(self.agent, self.knowledge, self.read)
        return await following.bent(text, about, language, reading)

    async def read(self, text: str, about: str | None = None, *, in_form: bool = True) -> Reading:
        """Understand `text` alone, and what it would ask for after an answer about `about`.

        What an open form waits for counts, unless `in_form` is false.
        """
        metadata = self._metadata(text, 0) | {ABOUT: about}
        metadata |= {} if in_form else {"expects": None}
        read: Reading = await self.agent.processor.parse_message(
            UserMessage(text, metadata=metadata), self.tracker
        )
        return read

    def _message(self, text: str, reading: Reading | None, number: int = 0) -> UserMessage:
        return UserMessage(
            text=text,
            output_channel=self.channel,
            sender_id=self.request.sender_id,
            parse_data=reading,
            input_channel=self.channel.name(),
            message_id=self._id(number),
            metadata=self._metadata(text, number),
        )

    def _id(self, number: int) -> str:
        return f"{self.request.message_id}{PART}{number}" if number else self.request.message_id

    def _metadata(self, text: str, number: int) -> dict[str, Any]:
        return {
            "message_id": self._id(number),
            "sent_at": self.request.sent_at.isoformat(),
            "pinned_language": self.request.language,
            "language_before": self.tracker.get_slot(_LANGUAGE_SLOT),
            "expects": _expected(self.tracker, text),
        }


def last_topic(tracker: DialogueStateTracker) -> str | None:
    """Give what the last answer was about, if only small talk has come after it."""
    said: str | None = None
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            said = said or answered_topic(event.metadata.get("utter_action"))
        elif isinstance(event, UserUttered) and (
            said is not None or event.intent_name not in _SMALL_TALK
        ):
            return said
    return said


def _topic_of(reading: Reading) -> str | None:
    return answered_topic(f"utter_{reading['intent'].get('full_retrieval_intent_name')}")


def _expected(tracker: DialogueStateTracker, text: str) -> str | None:
    if not tracker.active_loop_name:
        return None
    free = tracker.get_slot(REQUESTED_SLOT) in FREE_TEXT_SLOTS
    # Who comes back says hello first: that is no answer to what was asked days ago.
    return "text" if free and not is_greeting(text) else "choice"
