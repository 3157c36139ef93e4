"""Who is to go on a visit, as a message says it, and which colleagues its names are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from bot.domain_model import participant_words as words
from bot.domain_model.visits import Participant

POSSIBLE = 80.0
"""From this likeness on, of 100, it is asked whether a colleague is meant."""
MOST = 5
_LONGEST_NAME = 4
_LONGEST_WISH = 20
_SHORTEST_GUESSED = 3
_WORD = r"[^\W_]+"
_BETWEEN = re.compile(r"\s*(?:,|&|\+|\bog\b|\band\b|\bsamt\b)\s*", re.I)
_LETTERS = str.maketrans({"å": "a", "ø": "o", "æ": "ae"})


class Change(StrEnum):
    """What becomes of who goes on a visit."""

    ADD = "add"
    REMOVE = "remove"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Wish:
    """A change that a message asks for, and the names that it tells; none when oneself leaves."""

    change: Change
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The colleagues that a name may mean, the likest first; `sure` when the first is meant."""

    colleagues: Sequence[Participant]
    sure: bool

    @property
    def only(self) -> Participant | None:
        """The colleague who is meant, when nothing has to be asked."""
        return self.colleagues[0] if self.sure else None


def company_in(text: str) -> tuple[str, ...]:
    """Give the names after «sammen med», or after «med» alone when they are written as names."""
    found = words.TOGETHER.search(text) or words.WITH.search(text)
    return tuple(_names(found["names"])) if found else ()


def read_wish(text: str) -> Wish | None:
    """Read who is to come along on a visit or to stay away; None when it says nothing of that."""
    if len(text.split()) > _LONGEST_WISH or not words.ABOUT_VISIT.search(text):
        return None
    if words.ASKS_ONLY.search(text):
        return None
    if words.LEAVES.search(text):
        return Wish(Change.LEAVE)
    for change, patterns in ((Change.REMOVE, words.REMOVES), (Change.ADD, words.ADDS)):
        for pattern in patterns:
            found = pattern.search(text)
            names = tuple(_names(found["names"])) if found else ()
            if found and names and _nothing_else(found["names"], names):
                return Wish(change, names)
    return None


def match_colleague(name: str, colleagues: Sequence[Participant]) -> Match:
    """Find the colleagues whom `name` may mean: the whole name, a part of it, or nearly one.

    Somebody whose name is only nearly told is asked about.
    """
    told = _plain(name).split()
    for known in (_is_whole, _is_part):
        same = [each for each in colleagues if known(told, _plain(each.name).split())]
        if same:
            return Match(same[:MOST], sure=len(same) == 1)
    near = sorted(
        ((_likeness(told, _plain(each.name).split()), each) for each in colleagues),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    return Match([each for score, each in near if score >= POSSIBLE][:MOST], sure=False)


def _names(text: str) -> Iterator[str]:
    """Give the names at the beginning of `text`, up to the first word that belongs to none."""
    for part in _BETWEEN.split(text):
        name = _name(part.split())
        if name is None:
            return
        yield name
        if len(name.split()) < len(part.split()):
            return


def _nothing_else(text: str, names: Sequence[str]) -> bool:
    """Tell that `text` is these names and nothing more: «kontakt med Kari» is no colleague."""
    return len(re.findall(_WORD, _BETWEEN.sub(" ", text))) == sum(
        len(re.findall(_WORD, name)) for name in names
    )


def _name(said: Sequence[str]) -> str | None:
    kept: list[str] = []
    for word in said[:_LONGEST_NAME]:
        bare = word.strip('.,;:!»«"()')
        ends = bare.casefold() in words.ENDS_NAME | words.NOT_NAMES or not bare[:1].isalpha()
        if ends or (kept and kept[0][0].isupper() and not bare[0].isupper()):
            break
        kept.append(bare)
        if bare != word and not word.endswith("."):
            break
    return " ".join(kept) or None


def _is_whole(told: Sequence[str], name: Sequence[str]) -> bool:
    return list(told) == list(name)


def _is_part(told: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether each word told is one of the name's, in its order, or begins one: «Kari N.»."""
    left = iter(name)
    first, *rest = told or [""]
    if first not in left:
        return False
    return all(any(part.startswith(each) for part in left) for each in rest)


def _likeness(told: Sequence[str], name: Sequence[str]) -> float:
    wanted = " ".join(told)
    if len(wanted) < _SHORTEST_GUESSED:
        return 0.0
    return max(_ratios(wanted, name))


def _ratios(wanted: str, name: Sequence[str]) -> Iterable[float]:
    yield fuzz.ratio(wanted, " ".join(name))
    for part in name:
        yield fuzz.ratio(wanted, part)


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    return re.sub(r"[^\w]+", " ", folded.replace("aa", "a")).strip()
