"""How well messages that lean on the answer before them are understood, on known pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.hearing import Hearing
from bot.dialogue.readings import MANNER
from bot.dialogue.turn_request import TurnRequest
from bot.domain_model.errors import RefleksError
from bot.knowledge import Knowledge
from bot.nlu.decision import OUT_OF_SCOPE
from bot.nlu.follow_up_words import language_asked_for
from bot.nlu.unanswerable import Unanswerable

_MANNERS = frozenset({"more", "source", "short"})


class BadFollowUps(RefleksError):
    """The file of pairs of messages cannot be read."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two messages, and what the second may mean: a topic, a manner, a language, an intent."""

    first: str
    second: str
    means: tuple[str, ...]


def read_pairs(path: Path) -> list[Pair]:
    """Read the pairs in `path`; its head says how they are written.

    Raises:
        BadFollowUps: when it cannot be used.
    """
    try:
        pairs = yaml.safe_load(path.read_text(encoding="utf-8"))["pairs"]
        return [Pair(each["first"], each["second"], tuple(each["means"])) for each in pairs]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BadFollowUps(f"{path} cannot be read: {error}") from error


async def evaluate_follow_ups(
    agent: Agent, knowledge: Knowledge, pairs: Sequence[Pair]
) -> dict[str, Any]:
    """Give the share of pairs whose second message is understood, and those where it is not."""
    missed = []
    for pair in pairs:
        understood = await _understood(agent, knowledge, pair)
        if understood not in pair.means:
            told = {"first": pair.first, "second": pair.second, "taken_for": understood}
            missed.append({**told, "meant": ", ".join(pair.means)})
    right = 1 - len(missed) / len(pairs) if pairs else 0.0
    return {"pairs": len(pairs), "right": round(right, 4), "missed": missed}


async def _understood(agent: Agent, knowledge: Knowledge, pair: Pair) -> str:
    hearing = Hearing(
        agent,
        knowledge,
        DialogueStateTracker.from_events("evaluation", []),
        TurnRequest(
            sender_id="evaluation", message_id="1", text=pair.second, sent_at=datetime.now(UTC)
        ),
        CollectingOutputChannel(),
    )
    about, reading = _meant(await hearing.read(pair.first)), await hearing.read(pair.second)
    if "/" not in about:
        return _meant(reading)
    bent = await hearing.after(pair.second, about.removeprefix("faq/"), reading)
    if bent is not reading and bent.get(MANNER) in _MANNERS:
        return str(bent[MANNER])
    language = language_asked_for(pair.second) if bent is not reading else None
    return language or _meant(bent).removeprefix("faq/")


def _meant(reading: Mapping[str, Any]) -> str:
    intent = reading["intent"]
    if intent["name"] in [*Unanswerable]:
        return OUT_OF_SCOPE
    return str(intent.get("full_retrieval_intent_name") or intent["name"])


def follow_ups_as_markdown(figures: Mapping[str, Any]) -> str:
    """Write the figures as Markdown."""
    missed = (
        f"| {each['first']} | {each['second']} | {each['meant']} | {each['taken_for']} |"
        for each in figures["missed"]
    )
    head = ("| first | then | meant | taken for |", "| --- | --- | --- | --- |")
    share = f"{figures['pairs']} pairs, {100 * figures['right']:.1f} % right."
    title = "## Messages that lean on the answer before"
    return "\n".join((title, "", share, "", *head, *missed, ""))
