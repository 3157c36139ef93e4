"""How well the time of a visit is read: figures from messages whose time is known.

Nothing here imports Rasa; it compares the records of `bot.nlu.understanding` with what was meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import yaml

from bot.domain_model.errors import RefleksError
from bot.yaml_files import read_yaml

OSLO = ZoneInfo("Europe/Oslo")

EXACT = "exact"
ASKED_BACK = "asked_back"
WRONG = "wrong"
WRONG_BUT_CERTAIN = "wrong_but_certain"
VERDICTS = (EXACT, ASKED_BACK, WRONG, WRONG_BUT_CERTAIN)
"""From best to worst: a wrong time that is said to be certain counts worst."""

_ANY = "any"


class BadVisitTimes(RefleksError):
    """The file with the times of visits cannot be read."""


@dataclass(frozen=True, slots=True)
class MeantVisit:
    """A message of the aware time `said`, and the visit it means, as minutes on Oslo's wall.

    `starts` are the starts that are right; None means that any is, as the partner is asked anyway.
    `certain` is None when it is right both to ask and not to.
    """

    text: str
    said: datetime
    starts: tuple[str | None, ...] | None
    end: str | None
    certain: bool | None


def read_visits(path: Path) -> list[MeantVisit]:
    """Read the groups of messages in `path`; its head says how they are written.

    Raises:
        BadVisitTimes: when it cannot be used.
    """
    try:
        groups = read_yaml(path)["groups"]
        return [
            _meant(datetime.fromisoformat(group["said"]).replace(tzinfo=OSLO), *row)
            for group in groups
            for row in group["messages"]
        ]
    except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BadVisitTimes(f"The times of visits in {path} cannot be read: {error}") from error


def _meant(
    said: datetime, text: str, start: Any, end: str | None, certain: bool | None
) -> MeantVisit:
    starts = None if start == _ANY else tuple(start) if isinstance(start, list) else (start,)
    return MeantVisit(text, said, starts, end, certain)


def judge(meant: MeantVisit, record: Mapping[str, Any]) -> str:
    """Say how well `record` tells the visit that was meant: one of VERDICTS."""
    start, end = _wall(record["visit_start"]), _wall(record["visit_end"])
    right = meant.starts is None or (start in meant.starts and end == meant.end)
    if right and meant.certain in {None, record["visit_certain"]}:
        return EXACT
    if record["visit_certain"]:
        return WRONG_BUT_CERTAIN
    return ASKED_BACK if right or start is None else WRONG


def _wall(written: str | None) -> str | None:
    return None if written is None else written[: len("2026-11-21T12:00")]


def evaluate_visits(
    read: Iterable[tuple[MeantVisit, Mapping[str, Any], float]],
) -> dict[str, Any]:
    """Count the verdicts on records, each with the milliseconds it took.

    The messages that were not read exactly are listed, the worst first.
    """
    seen = list(read)
    verdicts = [(judge(meant, record), meant.text) for meant, record, _ in seen]
    counted = Counter(verdict for verdict, _ in verdicts)
    worst = sorted(
        ((verdict, text) for verdict, text in verdicts if verdict != EXACT),
        key=lambda pair: (-VERDICTS.index(pair[0]), pair[1]),
    )
    return {
        "messages": len(verdicts),
        **{verdict: counted[verdict] for verdict in VERDICTS},
        "p95_milliseconds": round(float(np.quantile([each[2] for each in seen], 0.95)), 1),
        "not_exact": [{"verdict": verdict, "text": text} for verdict, text in worst],
    }


def visits_as_markdown(figures: Mapping[str, Any]) -> str:
    """Write the figures for people to read."""
    names = ("messages", *VERDICTS, "p95_milliseconds")
    rows = (
        [name.replace("_", " ") for name in names],
        ["---"] * len(names),
        [str(figures[name]) for name in names],
    )
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    listed = "\n".join(
        f"- {each['verdict'].replace('_', ' ')}: «{each['text']}»" for each in figures["not_exact"]
    )
    return f"## When a visit is\n\n{table}\n\n{listed}\n"
