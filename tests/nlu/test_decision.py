"""When something is answered, done, said to be unknown, or written down as told."""

from __future__ import annotations

import pytest

from bot.nlu.decision import (
    Decision,
    Outcome,
    Thresholds,
    decide,
    decide_in_form,
    decide_on_choice,
)
from bot.nlu.topic_model import RankedLabel
from bot.nlu.two_opinions import Understanding

TRUST = {
    "words": {"base": -2.0, "figure": 0.0, "margin": 8.0},
    "both": {"base": -2.0, "margin": 0.0, "meant": 8.0},
}
THRESHOLDS = Thresholds(
    answer=0.6, command=0.4, clarify=0.2, in_form=0.5, trust={"topic": TRUST, "command": TRUST}
)


def ranked(meant: float | None = None, /, **figures: float) -> Understanding:
    labels = [RankedLabel(name.replace("__", "/"), value) for name, value in figures.items()]
    ranking = sorted(labels, key=lambda label: -label.confidence)
    margin = ranking[0].confidence - ranking[1].confidence
    if meant is None:
        return Understanding(ranking, {"figure": 0.0, "margin": margin})
    return Understanding(ranking, {"margin": margin, "meant": meant})


@pytest.mark.parametrize(
    ("understood", "decision", "label"),
    [
        (ranked(faq__a=0.6, help=0.1), Decision.ANSWER, "faq/a"),
        (ranked(faq__a=0.3, help=0.1), Decision.CLARIFY, "clarify"),
        (ranked(faq__a=0.02, help=0.01), Decision.UNKNOWN, "out_of_scope"),
        (ranked(0.6, faq__a=0.02, help=0.01), Decision.ANSWER, "faq/a"),
        (ranked(0.2, faq__a=0.6, help=0.1), Decision.CLARIFY, "clarify"),
        (ranked(0.0, faq__a=0.6, help=0.1), Decision.UNKNOWN, "out_of_scope"),
        (ranked(help=0.4, faq__a=0.1), Decision.COMMAND, "help"),
        (ranked(help=0.2, faq__a=0.1), Decision.CLARIFY, "clarify"),
        (ranked(help=0.6, faq__b=0.56), Decision.UNKNOWN, "out_of_scope"),
        (ranked(thanks=0.2, faq__a=0.1), Decision.COMMAND, "thanks"),
        (ranked(thanks=0.6, faq__b=0.56), Decision.UNKNOWN, "out_of_scope"),
        (ranked(out_of_scope=0.9, faq__a=0.1), Decision.UNKNOWN, "out_of_scope"),
        (ranked(inform=0.9, faq__a=0.1), Decision.UNKNOWN, "out_of_scope"),
    ],
)
def test_outside_a_form(understood: Understanding, decision: Decision, label: str) -> None:
    outcome = decide(understood, THRESHOLDS)
    assert (outcome.decision, outcome.label) == (decision, label)


def test_the_three_likeliest_are_suggested_without_small_talk() -> None:
    near = ranked(faq__a=0.3, faq__b=0.15, thanks=0.14, help=0.12, faq__d=0.08)
    assert decide(near, THRESHOLDS).suggested == ("faq/a", "faq/b", "help")
    assert decide(ranked(faq__a=0.6, faq__b=0.2), THRESHOLDS).suggested == ()


def test_what_is_told_of_a_topic_is_how_likely_it_is_right() -> None:
    assert decide(ranked(0.25, faq__a=0.6, help=0.1), THRESHOLDS).confidence == 0.5


@pytest.mark.parametrize(
    ("text", "outcome", "label"),
    [
        ("stopp", Outcome(Decision.COMMAND, "stop", 0.9), "stop"),
        ("avbyrt", Outcome(Decision.COMMAND, "stop", 0.9), "stop"),
        ("avbyrt", Outcome(Decision.COMMAND, "stop", 0.4), "inform"),
        ("stopp i arbeidet", Outcome(Decision.COMMAND, "stop", 0.9), "inform"),
        ("vi måtte stoppe da klokka ringte", Outcome(Decision.COMMAND, "stop", 0.9), "inform"),
        ("hva er forankring?", Outcome(Decision.ANSWER, "faq/a", 0.9), "faq/a"),
        ("kva er forankring", Outcome(Decision.ANSWER, "faq/a", 0.9), "faq/a"),
        ("vi snakket om forankring", Outcome(Decision.ANSWER, "faq/a", 0.9), "inform"),
        ("hvem ser dette?", Outcome(Decision.COMMAND, "privacy", 0.9), "privacy"),
        ("takk", Outcome(Decision.COMMAND, "thanks", 0.9), "inform"),
        ("logg en refleksjon", Outcome(Decision.UNKNOWN, "out_of_scope", 0.1), "log_reflection"),
        ("hva " + "og så " * 30 + "?", Outcome(Decision.ANSWER, "faq/a", 0.9), "inform"),
        ("", Outcome(Decision.UNKNOWN, "out_of_scope", 0.1), "inform"),
    ],
)
def test_while_a_form_waits_for_words(text: str, outcome: Outcome, label: str) -> None:
    assert decide_in_form(text, outcome, THRESHOLDS).label == label


@pytest.mark.parametrize(
    ("text", "outcome", "label"),
    [
        ("nettverket", Outcome(Decision.ANSWER, "faq/a", 0.9), "out_of_scope"),
        ("nettverket?", Outcome(Decision.CLARIFY, "clarify", 0.2, ("a",)), "out_of_scope"),
        ("hva er nettverket?", Outcome(Decision.ANSWER, "faq/a", 0.9), "faq/a"),
        ("stopp", Outcome(Decision.COMMAND, "stop", 0.3), "stop"),
        ("der bilen stoppet", Outcome(Decision.COMMAND, "stop", 0.5), "out_of_scope"),
        ("en annen dag", Outcome(Decision.COMMAND, "move_visit", 0.9), "out_of_scope"),
        ("flytt besøket", Outcome(Decision.COMMAND, "move_visit", 0.96), "move_visit"),
        ("ja takk", Outcome(Decision.COMMAND, "affirm", 0.3), "affirm"),
        ("halve kongeriket", Outcome(Decision.UNKNOWN, "out_of_scope", 0.1), "out_of_scope"),
    ],
)
def test_while_a_form_waits_for_a_choice(text: str, outcome: Outcome, label: str) -> None:
    assert decide_on_choice(text, outcome, THRESHOLDS).label == label
