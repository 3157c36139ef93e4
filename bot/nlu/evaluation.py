"""How well messages are understood: figures from messages whose meaning is known.

Nothing here imports Rasa; it compares the records of `bot.nlu.understanding` with what was meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.domain_model.intents import OUT_OF_SCOPE, TOPIC_INTENT, TOPIC_PREFIX

_ANSWER, _CLARIFY, _UNKNOWN, _COMMAND = "answer", "clarify", "unknown", "command"
_RESAMPLES = 1000
_SEED = 20261121
_MOST_PAIRS = 20
_FORMS = {"nb", "nn", "en"}
_FEWEST_WORDS = 4
"""Fewer words are often the same in both Norwegian forms."""
_COVERAGES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5)


@dataclass(frozen=True, slots=True)
class Meant:
    """A message and what it means: `faq/<topic>` or the name of an intent."""

    text: str
    label: str
    style: str
    also: tuple[str, ...] = ()
    """Other labels that are right as well."""
    origin: str = "given"
    """Which set of messages it is from."""

    def accepts(self, label: str) -> bool:
        """Tell whether the message may be understood as `label`."""
        return label == self.label or label in self.also


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of a message."""

    meant: Meant
    decision: str
    intent: str
    topics: tuple[str, ...]
    """Labels of the likeliest topics, best first, whatever was decided."""
    confidence: float
    language: str
    milliseconds: float

    @classmethod
    def of(cls, meant: Meant, record: Mapping[str, Any], milliseconds: float) -> Understood:
        """Take what matters from a record of `refleks parse`."""
        best = [record["topic"]] if record["topic"] else []
        return cls(
            meant,
            str(record["decision"]),
            str(record["intent"]),
            tuple(f"{TOPIC_PREFIX}{topic}" for topic in [*best, *record["alternatives"]]),
            float(record["confidence"]),
            str(record["language"]),
            milliseconds,
        )

    def first_is_right(self) -> bool:
        """Tell whether the likeliest topic is the one that was meant."""
        return bool(self.topics) and self.meant.accepts(self.topics[0])

    def three_have_it(self) -> bool:
        """Tell whether what was meant is among the three likeliest topics."""
        return any(self.meant.accepts(topic) for topic in self.topics[:3])

    def is_failure(self) -> bool:
        """Tell whether it was understood as something else than what was meant."""
        if self.meant.label == OUT_OF_SCOPE:
            return self.decision not in {_UNKNOWN, _CLARIFY}
        if self.meant.label.startswith(TOPIC_PREFIX):
            return not self.first_is_right()
        return not self.meant.accepts(self.intent)

    def as_what(self) -> str:
        """Name the label that it was taken for."""
        return self.topics[0] if self.intent == TOPIC_INTENT and self.topics else self.intent


_ON_TOPICS: Mapping[str, Callable[[Understood], bool]] = {
    "first": Understood.first_is_right,
    "first_three": Understood.three_have_it,
    "answered_right": lambda each: each.decision == _ANSWER and each.first_is_right(),
    "answered_wrong": lambda each: each.decision == _ANSWER and not each.first_is_right(),
    "asked_back": lambda each: each.decision == _CLARIFY,
    "asked_back_with_it": lambda each: each.decision == _CLARIFY and each.three_have_it(),
    "refused": lambda each: each.decision not in {_ANSWER, _CLARIFY},
}
_ON_COMMANDS: Mapping[str, Callable[[Understood], bool]] = {
    "first": lambda each: each.meant.accepts(each.intent),
    "done": lambda each: each.decision == _COMMAND and each.meant.accepts(each.intent),
    "done_wrong": lambda each: each.decision == _COMMAND and not each.meant.accepts(each.intent),
    "asked_back": lambda each: each.decision == _CLARIFY,
}
_IN_LANGUAGE: Mapping[str, Callable[[Understood], bool]] = {
    "right": lambda each: each.language == _language_of(each.meant),
}
_OUTSIDE: Mapping[str, Callable[[Understood], bool]] = {
    "refused": lambda each: each.decision == _UNKNOWN,
    "asked_back": lambda each: each.decision == _CLARIFY,
    "taken_for_ours": lambda each: each.decision not in {_UNKNOWN, _CLARIFY},
}


def evaluate(understood: Sequence[Understood]) -> dict[str, Any]:
    """Give all figures as plain data; the same input always gives the same figures."""
    questions = [each for each in understood if each.meant.label.startswith(TOPIC_PREFIX)]
    outside = [each for each in understood if each.meant.label == OUT_OF_SCOPE]
    commands = [
        each
        for each in understood
        if each.meant.label != OUT_OF_SCOPE and not each.meant.label.startswith(TOPIC_PREFIX)
    ]
    in_a_form = [each for each in understood if _language_of(each.meant)]
    return {
        "questions": _figures(questions, _ON_TOPICS),
        "questions_by_style": _grouped(questions, _ON_TOPICS, lambda each: each.meant.style),
        "questions_by_topic": _grouped(questions, _ON_TOPICS, lambda each: each.meant.label),
        "commands": _figures(commands, _ON_COMMANDS),
        "commands_by_intent": _grouped(commands, _ON_COMMANDS, lambda each: each.meant.label),
        "out_of_scope": _figures(outside, _OUTSIDE),
        "out_of_scope_by_style": _grouped(outside, _OUTSIDE, lambda each: each.meant.style),
        "questions_by_set": _grouped(questions, _ON_TOPICS, lambda each: each.meant.origin),
        "commands_by_set": _grouped(commands, _ON_COMMANDS, lambda each: each.meant.origin),
        "out_of_scope_by_set": _grouped(outside, _OUTSIDE, lambda each: each.meant.origin),
        "language": _grouped(in_a_form, _IN_LANGUAGE, lambda each: each.meant.style),
        "failures": _failures(understood),
        "worst_pairs": _worst_pairs(questions),
        "risk_by_coverage": _risk_by_coverage(questions),
        "milliseconds": _latency(understood),
    }


def _grouped(
    understood: Iterable[Understood],
    questions: Mapping[str, Callable[[Understood], bool]],
    key: Callable[[Understood], str],
) -> dict[str, Any]:
    groups: dict[str, list[Understood]] = defaultdict(list)
    for each in understood:
        groups[key(each)].append(each)
    return {name: _figures(groups[name], questions) for name in sorted(groups)}


def _figures(
    understood: Sequence[Understood], questions: Mapping[str, Callable[[Understood], bool]]
) -> dict[str, Any]:
    shares = {name: _share([ask(each) for each in understood]) for name, ask in questions.items()}
    return {"messages": len(understood), **shares}


def _share(answers: Sequence[bool]) -> dict[str, float] | None:
    """Give a share with its 95 % bootstrap interval; None of nothing."""
    if not answers:
        return None
    random = np.random.default_rng(_SEED)
    # Drawing yes and no with replacement is drawing the number of yes.
    drawn = random.binomial(len(answers), sum(answers) / len(answers), _RESAMPLES) / len(answers)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return {
        "share": round(sum(answers) / len(answers), 4),
        "low": round(float(low), 4),
        "high": round(float(high), 4),
    }


def _failures(understood: Iterable[Understood]) -> list[dict[str, str]]:
    return [
        {"text": each.meant.text, "meant": each.meant.label, "taken_for": each.as_what()}
        for each in understood
        if each.is_failure()
    ]


def _language_of(meant: Meant) -> str | None:
    """Give the form that a message is plainly in, None where its style does not say."""
    form = meant.style.partition("_")[0]
    long_enough = len(meant.text.split()) >= _FEWEST_WORDS
    return form if long_enough and form in _FORMS else None


def _worst_pairs(questions: Iterable[Understood]) -> list[dict[str, Any]]:
    """List which topics are taken for which others, most often first."""
    counted = Counter(
        (each.meant.label, each.topics[0])
        for each in questions
        if each.topics and not each.first_is_right()
    )
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {"meant": meant, "taken_for": taken, "times": times}
        for (meant, taken), times in ordered[:_MOST_PAIRS]
    ]


def _risk_by_coverage(questions: Sequence[Understood]) -> list[dict[str, float]]:
    """Tell how many first topics are wrong if only the surest part were answered."""
    surest = sorted(questions, key=lambda each: -each.confidence)
    curve = []
    for coverage in _COVERAGES:
        kept = surest[: round(len(surest) * coverage)]
        if kept:
            wrong = sum(not each.first_is_right() for each in kept) / len(kept)
            curve.append({"coverage": coverage, "wrong": round(wrong, 4)})
    return curve


def _latency(understood: Sequence[Understood]) -> dict[str, float]:
    if not understood:
        return {}
    taken = np.quantile([each.milliseconds for each in understood], [0.5, 0.95, 0.99])
    return {
        name: round(float(value), 1)
        for name, value in zip(("p50", "p95", "p99"), taken, strict=True)
    }
