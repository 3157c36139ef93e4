"""What a message means after an answer: the answer's topic, another one, or neither."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent

from bot.dialogue.readings import answers, asked_back, bent_to, decision_of, topics_of
from bot.domain_model.answers import Asks, Manner
from bot.knowledge import Knowledge
from bot.nlu.decision import MOST_SUGGESTED, Decision
from bot.nlu.follow_up_recogniser import FOLLOW_UP
from bot.nlu.follow_ups import MANNERS, SURE_OF_TOPIC, UNSURE_OF_TOPIC, FollowUp, meant_topics
from bot.nlu.wished_language import wished_language

Reading = dict[str, Any]
Figures = Mapping[str, Mapping[str, float]]
"""For each thing that tells which topic is meant, a figure between 0 and 1 for topics."""


@dataclass(frozen=True, slots=True)
class Following:
    """Takes a message together with the topic of the answer before it."""

    agent: Agent
    knowledge: Knowledge
    read: Callable[[str], Awaitable[Reading]]
    """Understands a text alone."""

    async def bent(self, text: str, about: str, language: str, reading: Reading) -> Reading:
        """Give what `text` means after an answer in `language` about a topic.

        `reading` is how it is understood alone; it holds for something of its own.
        """
        asks = Asks(reading[FOLLOW_UP]["asks"])
        told: Figures = reading[FOLLOW_UP]["topics"]
        # What is kept of a message has no need of them.
        reading = reading | {FOLLOW_UP: {"asks": str(asks)}}
        if asks in MANNERS:
            return bent_to(reading, FollowUp(about, 1.0, MANNERS[asks]))
        if asks is Asks.LANGUAGE:
            wished = wished_language(text)
            return bent_to(reading, FollowUp(about, 1.0, language=wished)) if wished else reading
        if asks is Asks.OWN or _is_asked_again(about, reading):
            return reading
        figures = {**await self.figures(text, about, language, reading), **told}
        likely = meant_topics(about, figures, self.near(about))
        best, *others = sorted(likely, key=lambda topic: (-likely[topic], topic))
        if asks is Asks.AGAIN and (best == about or likely[best] < SURE_OF_TOPIC):
            return bent_to(reading, FollowUp(about, 1.0, Manner.AGAIN))
        if likely[best] >= UNSURE_OF_TOPIC:
            detail = Manner.MORE if best == about else None
            return bent_to(reading, FollowUp(best, likely[best], detail))
        if decision_of(reading) in (Decision.ANSWER, Decision.CLARIFY):
            return reading
        suggested = [topic for topic in (best, *others) if topic != about]
        return asked_back(reading, suggested[:MOST_SUGGESTED])

    async def figures(self, text: str, about: str, language: str, reading: Reading) -> Figures:
        """Give what tells which topic is meant by how the message is understood.

        Alone, as `reading` has it, and behind the title of the answer before.
        """
        title = self.knowledge.title(about, language) or ""
        behind = topics_of(await self.read(f"{title} {text}"))
        return {"alone": topics_of(reading), "behind": behind}

    def near(self, about: str) -> set[str]:
        """Give the topics that belong together with one."""
        told = answers(self.agent.domain)
        links = {topic: metadata.get("follow_ups") or () for topic, metadata in told.items()}
        linked = {*links.get(about, ())} | {each for each in links if about in links[each]}
        return (linked | self.knowledge.relatives(about)) & links.keys() - {about}


def _is_asked_again(about: str, reading: Reading) -> bool:
    """Tell whether a message is a whole question about the topic that was just answered."""
    topics = topics_of(reading)
    is_answer = decision_of(reading) is Decision.ANSWER
    return is_answer and max(topics, key=lambda topic: topics[topic]) == about
