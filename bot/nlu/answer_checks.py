"""What is wrong with what the assistant answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from bot.domain_model.intents import TOPIC_INTENT, TOPIC_PREFIX
from bot.nlu.data_files import Answer
from bot.texts import placeholders

LANGUAGES = {"nb", "nn", "en"}
LONGEST, LONGEST_ON_A_TOPIC = 4096, 700
"""Characters: what Telegram sends as one message, and what fits on a phone."""
_MOST_FOLLOW_UPS = 3
_TOPIC = f"utter_{TOPIC_PREFIX}"
_SAME_WORD = {"skip": "hopp over", "back": "tilbake"}
"""Payloads that a form reads as words, and which are therefore translated."""
_DEEDS = {"enquiry:ask"}
"""Payloads that are done at once, without asking the assistant."""


def check_answers(answers: Sequence[Answer], intents: Collection[str]) -> Iterator[str]:
    """Say what is wrong, one sentence each."""
    topics = {each.name.removeprefix(_TOPIC) for each in answers if each.name.startswith(_TOPIC)}
    by_name: dict[str, list[Answer]] = defaultdict(list)
    for each in answers:
        by_name[each.name].append(each)
    for name, variations in by_name.items():
        yield from _parity(name, variations)
        for each in variations:
            yield from _length(each)
            yield from _buttons(each, {*intents, TOPIC_INTENT}, topics)
            if name.startswith(_TOPIC):
                yield from _follow_ups(each, topics)


def _parity(name: str, variations: Sequence[Answer]) -> Iterator[str]:
    there = [each.language for each in variations]
    if sorted(there) != sorted(LANGUAGES):
        yield f"{name} is there in {', '.join(there)} instead of once in each language"
    if len({frozenset(placeholders(each.said["text"])) for each in variations}) > 1:
        yield f"{name} has other placeholders in one language than in another"
    if len({tuple(_effects(each)) for each in variations}) > 1:
        yield f"{name} has buttons that do something else in one language than in another"


def _effects(answer: Answer) -> Iterator[str]:
    for button in answer.said.get("buttons", []):
        yield _SAME_WORD.get(button["payload"], button["payload"])


def _length(answer: Answer) -> Iterator[str]:
    longest = LONGEST_ON_A_TOPIC if answer.name.startswith(_TOPIC) else LONGEST
    for text in (answer.said["text"], answer.said.get("metadata", {}).get("more")):
        if text is not None and not 0 < len(text) <= longest:
            yield f"{_where(answer)} has {len(text)} characters and may have {longest}"


def _buttons(answer: Answer, intents: set[str], topics: set[str]) -> Iterator[str]:
    for button in answer.said.get("buttons", []):
        payload = button["payload"]
        if not payload.startswith("/"):
            known = payload in {*_SAME_WORD, *_SAME_WORD.values(), *_DEEDS}
        elif payload.startswith(f"/{TOPIC_PREFIX}"):
            known = payload.removeprefix(f"/{TOPIC_PREFIX}") in topics
        else:
            known = re.split(r"\W", payload[1:])[0] in intents
        if not known:
            yield f"{_where(answer)} has a button that leads to «{payload}», which is not there"


def _follow_ups(answer: Answer, topics: set[str]) -> Iterator[str]:
    told: dict[str, Any] = answer.said.get("metadata", {})
    follow_ups = told.get("follow_ups", [])
    unknown = set(follow_ups) - (topics - {answer.name.removeprefix(_TOPIC)})
    if unknown or not 1 <= len(follow_ups) <= _MOST_FOLLOW_UPS:
        yield f"{_where(answer)} needs one to three follow-ups that are other topics"


def _where(answer: Answer) -> str:
    return f"{answer.file}: {answer.name} ({answer.language})"
