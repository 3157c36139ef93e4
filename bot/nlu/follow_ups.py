"""What a short message means after an answer: «og for rektor?», «kilde?», «på nynorsk takk».

What it asks for is learned from examples (`data/follow_ups`). Which topic it means is told by how
it is understood alone, behind the title of the topic before, and among messages that were meant
for that topic; topics that belong together are likelier than others. Pure rules, no Rasa.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain_model.answers import Asks, Manner
from bot.nlu.decision import Decision
from bot.nlu.odds import log_odds

# scripts/calibrate_follow_ups.py finds these figures.
_LEANING = {
    "base": 2.51, "leans": 0.30, "own": -0.36, "answer": 3.01, "command": 1.36, "clarify": 2.84,
    "confidence": -3.65, "foreign": -0.02, "words": 0.02,
}  # fmt: skip
"""What each signal says of whether a message leans on the answer before it."""
_MEANT = {
    "alone": 0.78, "behind": 0.34, "told": 0.38, "sense": 0.95, "near": 2.32, "same": 1.63
}  # fmt: skip
"""What each figure says of which topic is meant."""
LONGEST = 25
"""Words; a longer message says itself what it is about."""


SURE_OF_TOPIC = 0.6
"""From here on a topic is meant, though the message has no word of its own."""
UNSURE_OF_TOPIC = 0.3
"""Below it is asked which topic is meant: one in five of such guesses would be right."""
MANNERS = {
    Asks.MORE: Manner.MORE,
    Asks.SOURCE: Manner.SOURCE,
    Asks.SHORT: Manner.SHORT,
}
LEANS = (Asks.TOPIC, Asks.AGAIN)


@dataclass(frozen=True, slots=True)
class Heard:
    """How a message is understood alone."""

    decision: Decision
    confidence: float
    """How sure the model is of the decision."""
    foreign: float
    """How much the message resembles what we cannot answer."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a message asks for that leans on the answer before it."""

    topic: str
    confidence: float
    manner: Manner | None = None
    language: str | None = None


def asks_for(likeness: Mapping[Asks, float], alone: Heard, words: int) -> Asks:
    """Tell what a message of so many `words` asks for, given what it resembles."""
    best = max(Asks, key=lambda each: likeness[each])
    if best is not Asks.OWN and best not in LEANS:
        return best
    signals = leaning_signals(likeness, alone, words)
    total = sum(_LEANING[name] * signal for name, signal in signals.items()) + _LEANING["base"]
    return max(LEANS, key=lambda each: likeness[each]) if total > 0 else Asks.OWN


def leaning_signals(
    likeness: Mapping[Asks, float], alone: Heard, words: int
) -> Mapping[str, float]:
    """Give what tells whether a message leans on the answer before it."""
    return {
        "leans": max(log_odds(likeness[each]) for each in LEANS),
        "own": log_odds(likeness[Asks.OWN]),
        "answer": float(alone.decision is Decision.ANSWER),
        "command": float(alone.decision is Decision.COMMAND),
        "clarify": float(alone.decision is Decision.CLARIFY),
        "confidence": alone.confidence,
        "foreign": log_odds(alone.foreign),
        "words": float(words),
    }


def meant_topics(
    about: str, figures: Mapping[str, Mapping[str, float]], near: Collection[str]
) -> dict[str, float]:
    """Give how likely each topic is meant after an answer about `about`, which can be meant again.

    `figures` has what tells it: `alone`, `behind` (the title of the topic before), `told` and
    `sense` (how it resembles messages that were meant so, by words and sense), each with a figure
    between 0 and 1 for a topic.
    """
    topics = {about, *near} | {topic for each in figures.values() for topic in each}
    signals = {topic: meant_signals(topic, about, figures, near) for topic in sorted(topics)}
    scores = {
        topic: sum(_MEANT[name] * signal for name, signal in told.items())
        for topic, told in signals.items()
    }
    highest = max(scores.values(), default=0.0)
    shares = {topic: math.exp(score - highest) for topic, score in scores.items()}
    total = sum(shares.values())
    return {topic: share / total for topic, share in shares.items()}


def meant_signals(
    topic: str, about: str, figures: Mapping[str, Mapping[str, float]], near: Collection[str]
) -> Mapping[str, float]:
    """Give what tells whether `topic` is meant."""
    told = {name: log_odds(each.get(topic, 0.0)) for name, each in figures.items()}
    return told | {"near": float(topic in near), "same": float(topic == about)}
