"""Finds what each signal counts when a message comes after an answer, for bot/nlu/follow_ups.py.

Each message of data/follow_ups is judged by a model of follow-ups that was trained on the others,
and by the trained model of Refleks, which has not seen them. A logistic regression tells whether a
message leans on the answer before, a conditional one which other topic it means. Held-out messages
after some answer or other count as their own.
Run it after the classifier has changed: .venv/bin/python -m scripts.calibrate_follow_ups
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import numpy as np
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.trackers import DialogueStateTracker
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression

from bot.bootstrap import ROOT
from bot.dialogue.following import Following
from bot.dialogue.hearing import Hearing
from bot.dialogue.training import MODEL
from bot.dialogue.turn_request import TurnRequest
from bot.domain_model.answers import Asks
from bot.encoders.choice import open_encoder
from bot.knowledge import load_knowledge
from bot.nlu.data_files import FollowUpExample, read_data
from bot.nlu.evaluation_input import BLIND, read_heldout
from bot.nlu.follow_up_model import FollowUpModel
from bot.nlu.follow_up_recogniser import heard, is_learned
from bot.nlu.follow_up_sense import FollowUpSense, Sense
from bot.nlu.follow_ups import LONGEST, leaning_signals, meant_signals
from bot.nlu.parser import Parser
from bot.nlu.sense_examples import learned_by_sense
from bot.nlu.topic_model import TopicModelSettings
from bot.nlu.vector_cache import FOLDER, encode_kept

FOLDS = 5
SEED = 20261122
HELD_OUT = 700
"""Held-out messages that count as their own."""

Signals = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A message, and what is known of it without having learned from it."""

    example: FollowUpExample
    leaning: Signals
    meant: Mapping[str, Signals]
    """What tells of each other topic whether it is meant."""


def main() -> None:
    """Print what was found."""
    data, chance = read_data(ROOT), random.Random(SEED)  # noqa: S311 - no secret
    topics = sorted({each.topic for each in data.follow_ups if each.topic})
    told = learned_by_sense((each.text, each.label) for each in data.examples)
    own = [each.text for each in data.examples if is_learned(each.text, each.label)]
    own_told = [text for text, label in told if is_learned(text, label)]
    held = [each.text for each in read_heldout(ROOT / "tests" / "nlu") if each.origin != BLIND]
    added = [
        FollowUpExample(text, Asks.OWN, "held out", after=chance.choice(topics))
        for text in chance.sample(held, HELD_OUT)
        if len(text.split()) <= LONGEST
    ]
    fold_of = {each.text: chance.randrange(FOLDS) for each in [*data.follow_ups, *added]}
    encoder = open_encoder()
    if encoder is None:
        raise SystemExit("There is no sentence encoder to calibrate with.")
    encode = partial(encode_kept, encoder, folder=ROOT / FOLDER)
    parser, cases = Parser(ROOT / MODEL), list[Case]()
    for fold in range(FOLDS):
        learned = [each for each in data.follow_ups if fold_of[each.text] != fold]
        model = FollowUpModel.fit(learned, own, TopicModelSettings())
        sense = Sense(FollowUpSense.fit(learned, told, own_told, encode, encoder.name), encoder)
        asked = [each for each in [*data.follow_ups, *added] if fold_of[each.text] == fold]
        cases += list(_cases(parser, model, sense, asked))
    _tell_leaning(cases)
    _tell_meant(cases)


def _cases(
    parser: Parser, model: FollowUpModel, sense: Sense | None, asked: Sequence[FollowUpExample]
) -> Iterator[Case]:
    knowledge = load_knowledge(ROOT / "data" / "knowledge")
    for each in asked:
        if each.asks not in (Asks.TOPIC, Asks.AGAIN, Asks.OWN):
            continue
        hearing = Hearing(
            parser.agent,
            knowledge,
            DialogueStateTracker.from_events("calibration", []),
            TurnRequest(
                sender_id="calibration", message_id="1", text=each.text, sent_at=datetime.now(UTC)
            ),
            CollectingOutputChannel(),
        )
        reading = parser.wait_for(hearing.read(each.text, each.after))
        words = len(each.text.split())
        leaning = leaning_signals(model.likeness(each.text, sense), heard(reading), words)
        meant: Mapping[str, Signals] = {}
        if each.asks is Asks.TOPIC and each.after:
            likely = model.likely_topics(each.text, each.after, sense)
            following = Following(parser.agent, knowledge, hearing.read)
            near = following.near(each.after)
            heard_as = parser.wait_for(following.figures(each.text, each.after, "nb", reading))
            figures = {**heard_as, **likely}
            topics = {topic for figure in figures.values() for topic in figure} | near
            meant = {
                topic: meant_signals(topic, each.after, figures, near)
                for topic in topics | {each.after}
            }
        yield Case(each, leaning, meant)


def _tell_leaning(cases: Sequence[Case]) -> None:
    names = list(cases[0].leaning)
    signals = np.array([[case.leaning[name] for name in names] for case in cases])
    leans = np.array([case.example.asks is not Asks.OWN for case in cases])
    fitted = LogisticRegression(max_iter=5000).fit(signals, leans)
    told = ", ".join(f'"{n}": {c:.2f}' for n, c in zip(names, fitted.coef_[0], strict=True))
    print(f'_LEANING = {{"base": {fitted.intercept_[0]:.2f}, {told}}}')
    taken = fitted.predict(signals)
    for asks in (Asks.TOPIC, Asks.AGAIN, Asks.OWN):
        which = np.array([case.example.asks is asks for case in cases])
        print(f"  {asks}: {taken[which].mean():.3f} of {which.sum()} taken to lean")


def _tell_meant(cases: Sequence[Case]) -> None:
    told = [case for case in cases if case.example.topic in case.meant]
    asked = sum(case.example.asks is Asks.TOPIC for case in cases)
    names = list(next(iter(told[0].meant.values())))
    tables = [
        (
            np.array([[signals[name] for name in names] for signals in case.meant.values()]),
            list(case.meant).index(str(case.example.topic)),
        )
        for case in told
    ]

    def unlikely(weights: np.ndarray) -> float:
        scores = [(table @ weights, meant) for table, meant in tables]
        return float(sum(logsumexp(each) - each[meant] for each, meant in scores))

    found = minimize(unlikely, np.ones(len(names)), method="L-BFGS-B").x
    right = sum(int((table @ found).argmax()) == meant for table, meant in tables)
    print("_MEANT = {" + ", ".join(f'"{n}": {w:.2f}' for n, w in zip(names, found, strict=True)))
    print(f"  {right / asked:.3f} of {asked} right, {len(told)} have it among what is weighed")


if __name__ == "__main__":
    main()
