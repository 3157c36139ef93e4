"""Which school a message speaks of, by the way it is written alone.

Precision first: a school that is not named is asked for, but a wrong one is logged. Without
a register of names, a word counts as a school's name when it stands before a word for «school»,
or where a partner would put a place: «på Solvik», «besøk hos Lade», «logg: Åsveien i dag».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from bot.domain_model.language import Language, guess_language
from bot.domain_model.schools import school_name
from bot.nlu import school_words as words
from bot.nlu.folding import fold

_NAME = r"[A-ZÆØÅÁÉÜÖa-zæøåáéüö][\w’'-]*"
_KIND = (
    r"(?i:(?:barne-\s?og\s)?(?:[uo]ngdoms?|barne|u-|grunn|privat|montessori|steiner|friskole|vidaregåande\s|"
    r"videregående\s)?(?:skol[ea]|skul[ea]|skolen|skulen|skoel|skloe|skuel|skol|oppvekstsenter|school))"
)
_BEFORE = re.compile(rf"((?:St\.\s?)?{_NAME}(?:\s{_NAME}){{0,3}})\s({_KIND})\b")
_PLACE = re.compile(
    r"(?:\b(?:på|pa|ved|hos|besøk(?:er|te|e|ja)?|besok|flytt|avlys|visit(?:ing|ed)?|"
    r"forbered\w*|førebu\w*|prepare(?:\sfor)?|"
    r"(?:skal|ska|drar|dra|dreg|var|visit|besøk|besøket|besok|heim|hjem)\s(?:(?:jeg|eg|jæ|æ)\s)?(?:til|te|to|fra|frå|from))|"
    r"^\s*logg\w*:?)\s+((?:[A-ZÆØÅ][\w’'-]+)(?:\s[A-ZÆØÅ][\w’'-]+){0,2})"
)
_AT = re.compile(r"\bat\s+((?:[A-ZÆØÅ][\w’'-]+)(?:\s[A-ZÆØÅ][\w’'-]+){0,2})")
"""In English alone: «rektor sa at Mona tar over» names no school."""
_VISITED = re.compile(
    r"\b(?:besøk(?:et)?\s(?:på|ved|hos|til|te)|besøke[r]?|besøkja|besøkte|"
    r"(?:var|va|vært|vore|was)\s(?:(?:jeg|eg|jæ|æ|vi|me)\s)?(?:innom|på|ved|hos|at))\s([a-zæøå]{4,})"
    r"(?=\s*(?:$|[.,!?]|(?:kl|klokk[ae]n?|i\s(?:dag|morgen|morgon|overmorgen|mårra)|på|neste|om|den|til|og|"
    r"m[aå]n?dag|tirsdag|tysdag|onsdag|torsdag|fredag|\d)\b))"
)

_NEVER = frozenset(fold(f"{words.NOT_BEFORE_SCHOOL} {words.NOT_A_PLACE}").split())
_VISIT = frozenset(fold(words.SPEAKS_OF_VISIT).split())
_MISSPELT = 85
"""Letters in a hundred that a word shares with one of these that it is meant to be."""
_LEADS_TO_PLACE = frozenset(words.LEADS_TO_PLACE.split())


@dataclass(frozen=True, slots=True)
class SchoolMention:
    """A school's name as it may be shown, and where in the message it stands."""

    name: str
    start: int
    end: int


def find_school(text: str) -> SchoolMention | None:
    """Give the first school that `text` names, None when it names none for certain."""
    return _named_with_kind(text) or _named_as_place(text)


def _named_with_kind(text: str) -> SchoolMention | None:
    for match in _BEFORE.finditer(text):
        kept = _tail_that_names(match[1].split())
        if kept and _is_kind_of_one_school(match[2], capital=kept[0][0].isupper()):
            start = match.end(1) - len(" ".join(kept))
            return _mention(text, start, match.end(2))
    return None


def _tail_that_names(candidates: list[str]) -> list[str]:
    """Keep the last word and the capitalised ones right before it, as «Nordre Åsen»."""
    last = candidates[-1]
    if _names_nothing(last):
        return []
    if not last[0].isupper():
        before = candidates[-2].casefold() if len(candidates) > 1 else ""
        return [last] if not before or before in _LEADS_TO_PLACE else []
    kept = [last]
    for word in reversed(candidates[:-1]):
        if not word[0].isupper() or _names_nothing(word):
            break
        kept.insert(0, word)
    return kept


def _names_nothing(word: str) -> bool:
    folded = fold(word)
    if folded in _NEVER:
        return True
    return extractOne(folded, _VISIT, scorer=ratio, score_cutoff=_MISSPELT) is not None


def _is_kind_of_one_school(kind: str, *, capital: bool) -> bool:
    """Tell «Åsveien skole» from «lese skolen»: a definite form needs a capital letter."""
    return capital or not kind.casefold().endswith("n")


def _named_as_place(text: str) -> SchoolMention | None:
    if text.isupper():
        return None
    for match in _places(text):
        if not any(_names_nothing(word) for word in match[1].split()):
            return _mention(text, match.start(1), match.end(1))
    return None


def _places(text: str) -> Iterator[re.Match[str]]:
    yield from _PLACE.finditer(text)
    if _AT.search(text) and guess_language(text).language is Language.EN:
        yield from _AT.finditer(text)
    yield from _VISITED.finditer(text)


def _mention(text: str, start: int, end: int) -> SchoolMention:
    return SchoolMention(school_name(text[start:end]), start, end)
