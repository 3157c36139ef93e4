"""Which school of a register a partner means, however she writes its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.domain_model.schools import School

SURE = 88.0
"""From this likeness on, of 100, a name is taken for a school's when no other is as near."""
POSSIBLE = 74.0
"""From this likeness on it is asked whether the school is meant."""
NEAR = 6.0
"""Two schools nearer than this to each other are not told apart."""
MOST = 4
_OTHER_KIND = 12.0
_PART_OF_NAME = 0.92
_SHORTEST = 3

_YOUTH = "ungdomsskole"
_KINDS = (
    (_YOUTH, r"(?:barne og )?(?:ungdoms?s?kol[ea]n?|u ?skol[ea]n?)|lower secondary school"),
    ("videregående", r"(?:vid[ae]rega+e?nde|vgs)(?: skol[ea]n?)?|upper secondary school"),
    ("oppvekstsenter", r"oppvekstsent[er]{2}(?:et)?"),
    ("skole", r"(?:barne|grunn)?skol[ea]n?|(?:primary )?school"),
)  # fmt: skip
_LETTERS = str.maketrans({"å": "a", "ø": "o", "æ": "ae"})
_ENDINGS = re.compile(r"(?<=\w{4})(?:en|et|a)$")


@dataclass(frozen=True, slots=True)
class Match:
    """The schools that a name may mean, the likest first; `sure` when the first one is meant."""

    schools: Sequence[School]
    sure: bool

    @property
    def only(self) -> School | None:
        """The school that is meant, when nothing has to be asked."""
        return self.schools[0] if self.sure else None


def match_school(name: str, register: Sequence[School]) -> Match:
    """Find the schools of `register` that `name` may mean; none when it resembles none."""
    wanted = _Name.read(name)
    ranked = sorted(
        ((wanted.likeness(_Name.read(each.label)), each) for each in register),
        key=lambda pair: (-pair[0], pair[1].label),
    )
    near = [(score, each) for score, each in ranked if score >= POSSIBLE]
    if not near:
        return Match((), sure=False)
    best = near[0][0]
    close = [each for score, each in near if score > best - NEAR]
    exact = [each for score, each in near if score == 100.0]
    if len(exact) == 1 or (len(close) == 1 and best >= SURE):
        return Match((exact or close)[:1], sure=True)
    return Match(close[:MOST], sure=False)


def school_named_in(text: str, register: Sequence[School]) -> str | None:
    """Give the longest name of a school of `register` that stands in `text` word for word.

    Its kind need not be told: «Bakkeløkka mandag» names Bakkeløkka skole. A name of one short
    word is not looked for.
    """
    words = f" {_plain(text)} "
    cores = {_Name.read(each.label).core: each for each in register}
    whole = {_plain(each.label): each for each in register}
    found = [
        name
        for name in (*whole, *cores)
        if len(name) > _SHORTEST and f" {name} " in words
    ]  # fmt: skip
    if not found:
        return None
    longest = max(found, key=len)
    same = [each for each in register if _Name.read(each.label).core == longest]
    return longest if longest not in whole and len(same) > 1 else (whole | cores)[longest].label


@dataclass(frozen=True, slots=True)
class _Name:
    core: str
    kind: str

    @classmethod
    def read(cls, name: str) -> _Name:
        plain = _plain(name)
        for kind, pattern in _KINDS:
            match = re.search(rf"\b(?:{pattern})\b", plain)
            if match:
                core = (plain[: match.start()] + plain[match.end() :]).strip()
                return cls(re.sub(r"\s+", " ", core) or plain, kind)
        return cls(plain, "")

    def likeness(self, school: _Name) -> float:
        """Say how near this is to a school's name, of 100."""
        if self.core == school.core:
            score = 100.0
        elif set(self.core.split()) < set(school.core.split()):
            score = 100.0 * _PART_OF_NAME
        elif _ENDINGS.sub("", self.core) == _ENDINGS.sub("", school.core):
            score = 96.0
        else:
            score = fuzz.ratio(self.core, school.core)
        if not self.kind or self.kind == school.kind:
            return score
        return score - _OTHER_KIND


def _plain(name: str) -> str:
    """Write a name in one of its spellings: «u-skule» as «u skole», «Aasveien» as «asveien»."""
    words = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    words = words.replace("aa", "a").replace("skul", "skol")
    return re.sub(r"[^\w]+", " ", words).strip()
