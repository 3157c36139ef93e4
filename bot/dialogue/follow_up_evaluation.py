"""How well messages that lean on the answer before them are understood, on known pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.hearing import Hearing
from bot.dialogue.readings import MANNER
from bot.dialogue.turn_request import TurnRequest
from bot.domain_model.answers import Asks, Manner
from bot.domain_model.intents import OUT_OF_SCOPE, TOPIC_PREFIX
from bot.knowledge import Knowledge
from bot.nlu.follow_up_pairs import Pair
from bot.nlu.follow_up_recogniser import FOLLOW_UP
from bot.nlu.follow_ups import MANNERS
from bot.nlu.unanswerable import Unanswerable
from bot.nlu.wished_language import wished_language

_MANNERS = frozenset(MANNERS.values())


async def evaluate_follow_ups(
    agent: Agent, knowledge: Knowledge, pairs: Sequence[Pair]
) -> dict[str, Any]:
    """Give the share of pairs whose second message is understood, and those where it is not."""
    missed = []
    for pair in pairs:
        understood = await _understood(agent, knowledge, pair)
        if not {*understood} & {*pair.means}:
            told = {"first": pair.first, "second": pair.second, "taken_for": understood[0]}
            missed.append({**told, "meant": ", ".join(pair.means)})
    right = 1 - len(missed) / len(pairs) if pairs else 0.0
    return {"pairs": len(pairs), "right": round(right, 4), "missed": missed}


async def _understood(agent: Agent, knowledge: Knowledge, pair: Pair) -> tuple[str, ...]:
    """Give what the second message is taken for; who is told more of a topic is told of it."""
    hearing = Hearing(
        agent,
        knowledge,
        DialogueStateTracker.from_events("evaluation", []),
        TurnRequest(
            sender_id="evaluation", message_id="1", text=pair.second, sent_at=datetime.now(UTC)
        ),
        CollectingOutputChannel(),
    )
    first = _meant(await hearing.read(pair.first))
    if "/" not in first:
        return (_meant(await hearing.read(pair.second)),)
    about = first.removeprefix(TOPIC_PREFIX)
    reading = await hearing.after(pair.second, about)
    if reading.get(MANNER) == Manner.MORE:
        return (Manner.MORE, about)
    if reading.get(MANNER) in _MANNERS:
        return (str(reading[MANNER]),)
    if reading[FOLLOW_UP]["asks"] == Asks.LANGUAGE:
        return (wished_language(pair.second) or _meant(reading),)
    return (_meant(reading).removeprefix(TOPIC_PREFIX),)


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
