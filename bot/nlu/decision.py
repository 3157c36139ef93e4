"""What to do with a message, once it is known what it resembles. Pure rules, no Rasa.

A wrong answer costs more than an honest «I don't know», and a reflection taken for a question
is lost: both rules live here, with figures that `config.yml` may change.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from bot.domain_model.agreeing import has_reservation
from bot.domain_model.intents import CLARIFY, INFORM, OUT_OF_SCOPE, TOPIC_PREFIX
from bot.nlu.folding import fold
from bot.nlu.form_commands import command_in_form
from bot.nlu.topic_model import RankedLabel
from bot.nlu.two_opinions import Understanding

_YES = "affirm"

_NOT_ASKED = frozenset({OUT_OF_SCOPE, INFORM})
"""What asks nothing of us: a note such as «rektor måtte gå» is one only while a form waits."""
OFFERED = frozenset({
    "log_reflection", "list_reflections", "edit_reflection", "share_reflection",
    "delete_reflection", "schedule_visit", "list_visits", "move_visit", "cancel_visit",
    "prepare_visit_request", "reminder_settings", "browse_insights", "set_digest", "set_language",
    "search", "hand_over", "privacy", "help", "contact_coordinator", "export_my_data",
    "delete_my_data",
})  # fmt: skip
"""What it can be asked whether somebody wants; `data/texts/commands.yml` has their names. All else
that is not a topic is small talk, which takes no harm from being misunderstood."""
_ASKED_IN_A_FORM = frozenset({"privacy", "bot_challenge", "contact_coordinator"})
MOST_SUGGESTED = 3
_SHORT_COMMANDS = frozenset({"stop", "help"})
_SHORT = 2
"""Words of a command that may be misspelt («avbyrt»); of more words, each must be right."""
_LONGEST_QUESTION = 25
_SURE_IN_A_CHOICE = 0.2
"""From here on a command is one, where a form waits for something else."""
_OPENS_QUESTION = """
hva hvem hvor hvordan hvorfor hvilke hvilken hvilket nar kan er
kva kven kvar korleis kvifor kor koffor koffer korsn korsen assen ka kem kordan
what who where how why which when does is can
"""
_QUESTION_WORDS = frozenset(_OPENS_QUESTION.split())


class Decision(StrEnum):
    """What becomes of a message."""

    ANSWER = "answer"
    """A question that an answer is given to."""
    UNKNOWN = "unknown"
    """Said openly to be outside what Refleks knows."""
    CLARIFY = "clarify"
    """A question that is near several topics, or not surely any: the asker chooses."""
    COMMAND = "command"
    """Something to do rather than to answer."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure is sure enough; found on messages that the model was not trained on."""

    answer: float = 0.6
    """From this likelihood of being right on, a topic is answered."""
    command: float = 0.4
    """From this one on, what is wished for is done; most is asked about before it is kept."""
    clarify: float = 0.1
    """From this one on, either is suggested."""
    in_form: float = 0.4
    in_choice: float = 0.95
    trust: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    """What each signal counts for a `topic` and for a `command`, where only the `words` and where
    `both` models were asked."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The decision, and the label that it leads to."""

    decision: Decision
    label: str
    confidence: float
    suggested: tuple[str, ...] = ()
    """The labels to choose from, likeliest first; empty unless the decision is to clarify."""


def decide(understood: Understanding, thresholds: Thresholds) -> Outcome:
    """Choose between the best label, asking what is meant, and not knowing."""
    best = understood.ranking[0]
    if best.name in _NOT_ASKED:
        return Outcome(Decision.UNKNOWN, OUT_OF_SCOPE, best.confidence)
    is_topic = best.name.startswith(TOPIC_PREFIX)
    likely = trust(understood.signals, thresholds.trust["topic" if is_topic else "command"])
    if is_topic and likely >= thresholds.answer:
        return Outcome(Decision.ANSWER, best.name, likely)
    can_be_asked_about = is_topic or best.name in OFFERED
    enough = thresholds.command if can_be_asked_about else thresholds.clarify
    if not is_topic and likely >= enough:
        return Outcome(Decision.COMMAND, best.name, likely)
    if likely >= thresholds.clarify:
        return Outcome(Decision.CLARIFY, CLARIFY, likely, _likeliest(understood.ranking))
    return Outcome(Decision.UNKNOWN, OUT_OF_SCOPE, likely)


def trust(signals: Mapping[str, float], weights: Mapping[str, Mapping[str, float]]) -> float:
    """Give the likelihood that the best label is the one that was meant."""
    counted = weights["both" if "meant" in signals else "words"]
    total = sum(counted[name] * signals[name] for name in signals) + counted["base"]
    return 1.0 / (1.0 + math.exp(-total))


def _likeliest(ranking: Sequence[RankedLabel]) -> tuple[str, ...]:
    names = (label.name for label in ranking)
    can_be_asked_about = (
        name for name in names if name.startswith(TOPIC_PREFIX) or name in OFFERED
    )
    return tuple(islice(can_be_asked_about, MOST_SUGGESTED))


def decide_in_form(text: str, outcome: Outcome, thresholds: Thresholds) -> Outcome:
    """Choose again while a form waits for free text: it is told, unless it is plainly not.

    Only what plainly starts something else, or a real question that we can answer, gets out of
    the form's way; all else is what the partner wanted to write down.
    """
    words = fold(text).split()
    wish = command_in_form(text, outcome.label)
    if wish is not None:
        return Outcome(Decision.COMMAND, wish, 1.0)
    sure = outcome.confidence >= thresholds.in_form
    if sure and outcome.label in _SHORT_COMMANDS and len(words) <= _SHORT:
        return outcome
    can_be_answered = outcome.decision is Decision.ANSWER or outcome.label in _ASKED_IN_A_FORM
    if sure and can_be_answered and is_question(words):
        return outcome
    return Outcome(Decision.COMMAND, INFORM, 1.0)


def decide_on_choice(text: str, outcome: Outcome, thresholds: Thresholds) -> Outcome:
    """Choose again while a form waits for a few words: «nettverket» is a choice, not a topic.

    What a form cannot use it asks for again; it never asks what was meant. What looks like
    something else to do is that only when it is nearly certain: «en annen dag» chooses a day.
    """
    if outcome.label in OFFERED | _SHORT_COMMANDS:
        plain = command_in_form(text, outcome.label) == outcome.label
        if not plain and outcome.confidence < thresholds.in_choice:
            return Outcome(Decision.UNKNOWN, OUT_OF_SCOPE, outcome.confidence)
    asked = outcome.decision is Decision.ANSWER and is_question(fold(text).split())
    weak = outcome.decision is Decision.COMMAND and outcome.confidence < _SURE_IN_A_CHOICE
    if (
        weak
        or outcome.decision is Decision.CLARIFY
        or (outcome.decision is Decision.ANSWER and not asked)
    ):
        return Outcome(Decision.UNKNOWN, OUT_OF_SCOPE, outcome.confidence)
    return outcome


def without_half_yes(text: str, outcome: Outcome) -> Outcome:
    """Let «jo, men …» be no yes: what is wished for besides is not known yet."""
    if outcome.label == _YES and has_reservation(text):
        return Outcome(Decision.UNKNOWN, OUT_OF_SCOPE, outcome.confidence)
    return outcome


def is_question(words: Sequence[str]) -> bool:
    """Tell whether folded `words` are put as one question."""
    if not words or len(words) > _LONGEST_QUESTION:
        return False
    return words[-1] == "?" or words[0] in _QUESTION_WORDS
