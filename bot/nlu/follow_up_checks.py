"""What is wrong with the examples of messages that come after an answer."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from bot.domain_model.answers import Asks
from bot.nlu.data_files import FollowUpExample
from bot.nlu.folding import bare
from bot.nlu.follow_up_pairs import Pair
from bot.nlu.follow_ups import LONGEST

FEWEST_OF_EACH = 100
FEWEST_OF_A_TOPIC = 4


def check_follow_ups(
    examples: Sequence[FollowUpExample], heldout: Sequence[Pair], topics: Collection[str]
) -> Iterator[str]:
    """Say what is wrong, one sentence each."""
    held = {bare(pair.second) for pair in heldout}
    seen: set[str] = set()
    for each in examples:
        yield from _text(each, topics)
        plain = bare(each.text)
        if plain in seen:
            yield f"{each.file}: «{each.text}» is in data/follow_ups already"
        if plain in held:
            yield f"{each.file}: «{each.text}» is held out"
        seen.add(plain)
    number = Counter(each.asks for each in examples)
    for asks in Asks:
        if number[asks] < FEWEST_OF_EACH:
            yield f"{asks} has {number[asks]} examples and needs {FEWEST_OF_EACH}"
    meant = Counter(each.topic for each in examples)
    for topic in sorted(topics):
        if meant[topic] < FEWEST_OF_A_TOPIC:
            yield f"{topic} is meant in {meant[topic]} follow-ups and needs {FEWEST_OF_A_TOPIC}"


def _text(each: FollowUpExample, topics: Collection[str]) -> Iterator[str]:
    if not each.text.strip() or each.text != each.text.strip():
        yield f"{each.file}: «{each.text}» is empty, or begins or ends with a space"
    if len(each.text.split()) > LONGEST:
        yield f"{each.file}: «{each.text}» has more than {LONGEST} words"
    if not unicodedata.is_normalized("NFC", each.text):
        yield f"{each.file}: «{each.text}» is not NFC (letters such as å as one sign)"
    if each.asks is Asks.TOPIC and not {each.topic, each.after} <= {*topics}:
        yield f"{each.file}: «{each.text}» names no topic: {each.topic}, {each.after}"
