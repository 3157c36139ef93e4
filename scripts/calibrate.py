"""Finds what each signal counts towards the likelihood that the best label is the right one.

Asks the trained model about the held-out messages that may be looked at (not the blind ones), fits
logistic regressions to whether its best topic or command was right, and prints the lines for
config.yml. What cannot be right, «out of scope» and what a form asks for, counts for neither.
Run it after the classifier has changed: .venv/bin/python -m scripts.calibrate
"""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bot.bootstrap import ROOT
from bot.dialogue.training import MODEL
from bot.domain_model.intents import INFORM, OUT_OF_SCOPE
from bot.encoders.choice import open_encoder
from bot.nlu.evaluation import TOPIC_PREFIX, Meant
from bot.nlu.evaluation_input import BLIND, read_heldout
from bot.nlu.meaning_model import MeaningModel
from bot.nlu.topic_model import TopicModel
from bot.nlu.two_opinions import TwoOpinions

Case = tuple[Mapping[str, float], bool]


def main() -> None:
    """Print what was found."""
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    config = next(each for each in pipeline if "ask_below" in each)
    words, meaning = _trained(ROOT / MODEL)
    meant = [each for each in read_heldout(ROOT / "tests" / "nlu") if each.origin != BLIND]
    alone = TwoOpinions(words, None, None, 0.0)
    both = TwoOpinions(words, meaning, open_encoder(), float(config["ask_below"]))
    for kind, is_kind in (("topic", _is_topic), ("command", _is_command)):
        print(f"      {kind}:")
        # The words decide alone where they are sure, and where there is no encoder.
        print("        words:", _fitted(_cases(alone, meant, is_kind)))
        asked = [case for case in _cases(both, meant, is_kind) if "meant" in case[0]]
        print("        both:", _fitted(asked))


def _trained(model: Path) -> tuple[TopicModel, MeaningModel]:
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(model) as archive:
            archive.extractall(folder)  # noqa: S202 - we have written it ourselves
        words = next(Path(folder).rglob("topic_model.npz"))
        return TopicModel.load(words), MeaningModel.load(words.with_name("meaning_model.npz"))


def _is_topic(label: str) -> bool:
    return label.startswith(TOPIC_PREFIX)


def _is_command(label: str) -> bool:
    return not _is_topic(label) and label not in (OUT_OF_SCOPE, INFORM)


def _cases(model: TwoOpinions, meant: list[Meant], is_kind: Callable[[str], bool]) -> list[Case]:
    cases = []
    for each in meant:
        found = model.understand(each.text)
        best = found.ranking[0].name
        if is_kind(best):
            cases.append((found.signals, each.accepts(best)))
    return cases


def _fitted(cases: list[Case]) -> str:
    names = list(cases[0][0])
    signals = np.array([[signal[name] for name in names] for signal, _ in cases])
    scale = signals.std(axis=0)
    fitted = LogisticRegression(max_iter=5000).fit(signals / scale, [right for _, right in cases])
    counts = dict(zip(names, fitted.coef_[0] / scale, strict=True))
    told = ", ".join(f"{name}: {count:.2f}" for name, count in counts.items())
    return f"{{base: {fitted.intercept_[0]:.2f}, {told}}}  # from {len(cases)} messages"


if __name__ == "__main__":
    main()
