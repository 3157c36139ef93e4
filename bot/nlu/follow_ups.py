"""What a short message means after an answer: «og for rektor?», «kilde?», «på nynorsk takk».

It is understood twice, alone and behind the title of the topic before, by the same trained model;
topics that belong together are likelier than others. Pure rules, no Rasa.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain_model.answers import Manner
from bot.nlu.decision import Decision
from bot.nlu.follow_up_words import (
    asked_manner,
    goes_on,
    language_asked_for,
    leans_back,
    names_nothing,
    points_back,
    puts_a_question,
)
from bot.nlu.unanswerable import Unanswerable

_CONTEXT = 1.0
_NEAR = 3.5
_ENOUGH = -5.4
"""Found on pairs of turns that `tests/nlu/follow_ups.yml` does not hold."""
_ENOUGH_TO_CHOOSE = -7.0
"""Where the message alone is near several topics, the one before may tell which is meant."""
_SURE = 0.5
"""From here on a bare question is one of its own after all: «hvor skjer det?»."""
_FOREIGN = 0.15
"""From here on a message is about something else, unless it points back: «hvem vant VM?»."""
_FIRM = 0.9
"""From here on even a question is a command, whatever was said before: «når er neste besøk?»."""
_LEAST, _MOST = 0.001, 0.995


@dataclass(frozen=True, slots=True)
class Heard:
    """How the model understands a text: its decision and the topics it resembles."""

    decision: Decision
    intent: str
    topics: Mapping[str, float]
    foreign: float = 0.0
    """How much it resembles what we cannot answer."""
    confidence: float = 1.0
    """How sure it is of the decision."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a message asks for that leans on the answer before it."""

    topic: str
    confidence: float
    manner: Manner | None = None
    language: str | None = None


def plain_follow_up(text: str, about: str) -> FollowUp | None:
    """Give what `text` asks for when it wants the answer about `about` in another manner."""
    language = language_asked_for(text)
    if language is not None:
        return FollowUp(about, 1.0, language=language)
    manner = asked_manner(text)
    return FollowUp(about, 1.0, manner) if manner is not None else None


def needs_context(text: str, alone: Heard) -> bool:
    """Tell whether it is worth asking what `text` means behind the topic before."""
    if alone.intent in [*Unanswerable]:
        return False
    weak = alone.confidence < _FIRM and puts_a_question(text)
    open_to_it = weak or points_back(text) or goes_on(text)
    if alone.decision is Decision.COMMAND and not open_to_it:
        return False
    return leans_back(text) or alone.decision is Decision.CLARIFY


def elliptic_follow_up(
    text: str, about: str, alone: Heard, in_context: Heard, near: Collection[str]
) -> FollowUp | None:
    """Give the topic that `text` means after an answer about `about`; None to take it alone."""
    if names_nothing(text) and max(alone.topics.values(), default=0.0) < _SURE:
        return FollowUp(about, in_context.topics.get(about, 0.0), Manner.AGAIN)
    if alone.foreign >= _FOREIGN and alone.decision is Decision.UNKNOWN and not points_back(text):
        return None
    if alone.decision is Decision.ANSWER and _first(alone) == about:
        return None  # the same question, asked again
    topics = ({*alone.topics} | {*in_context.topics} | {*near}) - {about}
    scores = {
        topic: _log_odds(alone.topics.get(topic, 0.0))
        + _CONTEXT * _log_odds(in_context.topics.get(topic, 0.0))
        + _NEAR * (topic in near)
        for topic in topics
    }
    best = max(scores, key=lambda topic: (scores[topic], topic))
    enough = _ENOUGH_TO_CHOOSE if alone.decision is Decision.CLARIFY else _ENOUGH
    far = best not in near and alone.decision is not Decision.ANSWER and points_back(text)
    if scores[best] >= enough and not far:
        return FollowUp(best, 1 / (1 + math.exp(-scores[best])))
    if points_back(text):
        return FollowUp(about, in_context.topics.get(about, 0.0), Manner.AGAIN)
    return None


def _first(heard: Heard) -> str | None:
    return max(heard.topics, key=lambda topic: heard.topics[topic], default=None)


def _log_odds(probability: float) -> float:
    within = min(max(probability, _LEAST), _MOST)
    return math.log(within / (1 - within))
