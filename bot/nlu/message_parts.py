"""What one message holds: a greeting or thanks before the matter, and several questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.nlu.decision import is_question
from bot.nlu.folding import fold

MOST_QUESTIONS = 3
"""So many questions of one message are answered."""

_SHORTEST_MATTER = 2
_LONGEST_MATTER = 40
_TO_WHOM = r"(?: (?:refleks|på deg|du|der|dere|there|again|igjen|alle sammen))*+"
_THANKS = (
    r"(?:tusen takk|mange takk|takk skal du ha|hjertelig takk|takk|"
    r"thank you(?: so much| very much)?|thanks(?: a lot)?|supert|flott|kjempebra|"
    r"nydelig|perfekt|great|perfect)"
    r"(?: (?:så mye|for (?:svaret|hjelpen|hjelpa|det|the help|that)))*+"
)
_HELLO = (
    r"(?:hei hei|heisann|hei|hallo|halla|heia|hoi|hey|hi|hello|morn|god morgen|god dag|goddag|"
    r"god kveld|god ettermiddag|good morning|good afternoon|good evening|dear refleks)"
)
_END = r"(?:[\s,.!:;–-]+)(?=\w)"


class Greeting(StrEnum):
    """What is said before the matter."""

    HELLO = "hello"
    THANKS = "thanks"


_BEFORE = tuple(
    (greeting, re.compile(rf"\s*{words}{_TO_WHOM}{_END}", re.IGNORECASE))
    for greeting, words in ((Greeting.THANKS, _THANKS), (Greeting.HELLO, _HELLO))
)
_ALONE = re.compile(
    rf"\s*{_HELLO}(?:\s+(?:igjen|igjen da|att|again))?{_TO_WHOM}[\s,.!:;–-]*", re.IGNORECASE
)
_HARD_END = re.compile(r"(?<=\?)\s+|\n+")
_ASKING = (
    r"(?:hva|hvem|hvor\w*|hvilke\w*|når|kva|kven|kvar|korleis|kvifor|kor|ka|kem|koffor|korsn|åssen|"
    r"what|who|where|how|why|which|when)"
)
_SOFT_END = re.compile(rf",?\s+(?:og|and|samt|[+&/])\s+(?={_ASKING}\b)", re.IGNORECASE)
_ENDS_OPEN = re.compile(rf"\b{_ASKING}$", re.IGNORECASE)


def without_greeting(text: str) -> tuple[Greeting | None, str]:
    """Take a greeting or thanks away from what follows; alone, or before a letter, it stays."""
    for greeting, words in _BEFORE:
        found = words.match(text)
        if found is None:
            continue
        matter = text[found.end() :]
        if _SHORTEST_MATTER <= len(matter.split()) <= _LONGEST_MATTER:
            return greeting, matter
    return None, text


def is_greeting(text: str) -> bool:
    """Tell whether a message is a greeting and nothing else."""
    return _ALONE.fullmatch(text) is not None


def separate_questions(text: str) -> list[str]:
    """Give the questions that stand apart, by question mark or line; what leads up goes along."""
    questions: list[str] = []
    leading: list[str] = []
    for piece in filter(None, map(str.strip, _HARD_END.split(text))):
        leading.append(piece)
        if is_question(fold(_last_sentence(piece)).split()):
            questions.append(" ".join(leading))
            leading = []
    if leading and questions:
        questions[-1] = " ".join([questions[-1], *leading])
    return questions


def joined_questions(text: str) -> list[str]:
    """Give the questions that one sentence may join: «hva er sku og hvem betaler?»."""
    pieces = [piece.strip() for piece in _SOFT_END.split(text) if piece.strip()]
    return pieces if all(map(_whole, pieces)) else [text]


def _whole(piece: str) -> bool:
    """Tell a question from half of one: «hva er forskjellen på hva», «hvordan»."""
    words = fold(piece).split()
    asked = len([word for word in words if word != "?"]) >= _SHORTEST_MATTER
    return asked and is_question(words) and not _ENDS_OPEN.search(piece)


def _last_sentence(piece: str) -> str:
    sentences: Sequence[str] = re.split(r"(?<=[.!])\s+", piece)
    return sentences[-1]
