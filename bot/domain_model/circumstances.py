"""Words of health and family that stand beside somebody: the special categories of personal data.

«Kurs om autisme» is a subject of talk, «elever med ADHD» a group; «gutten med ADHD» is somebody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bot.domain_model import privacy_words as words
from bot.domain_model.people_named import is_first_name
from bot.domain_model.personal_data import PersonalData, PersonalDataKind

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_NEAR = 9
"""How many words away somebody may stand for a sensitive word to be about them."""
_FAR = 150
"""The same in characters: beyond it nothing is counted, so that long texts stay quick."""
_ENGLISH_PERSONS = re.compile(r"\b(?:her|hers)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|is|was|said|has|with)\b", re.IGNORECASE)
_ONE_OF = re.compile(r"\b(?:én|en|ein|ei|one) (?:av|of) (?:de |dei |the |our )?\w+", re.IGNORECASE)
_NEEDS_VERB = {"skilt", "skild", "blind", "døv"}
_VERBS = {"er", "ble", "blei", "vart", "blir", "var", "nylig", "nettopp", "nyleg", "også"}


def find_circumstances(text: str, names: Iterable[PersonalData]) -> list[PersonalData]:
    """List the words of `text` that tell of somebody's health or family."""
    found = list(_kin(text))
    persons = [(item.start, item.end) for item in (*names, *found)]
    persons = sorted([*persons, *_persons(text)])
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            if _is_about_somebody(text, match, persons):
                found.append(PersonalData(match.group(), kind, match.start(), match.end()))
    return found


def _kin(text: str) -> Iterator[PersonalData]:
    for match in _kin_pattern().finditer(text):
        owner = match["owner"]
        if owner is None or is_first_name(owner.lower()):
            kind = PersonalDataKind.FAMILY
            yield PersonalData(match.group(), kind, match.start(), match.end())


def _persons(text: str) -> Iterator[tuple[int, int]]:
    alone, determined = _set("PERSONS"), _set("PERSONS_WITH_DETERMINER")
    counted, determiners = _set("PERSONS_COUNTED"), _set("DETERMINERS")
    found = list(_WORD.finditer(text.lower()))
    for index, match in enumerate(found):
        word = match.group()
        before = [earlier.group() for earlier in found[max(0, index - 2) : index]]
        if (
            word in alone
            or (word in determined and determiners.intersection(before))
            or (word in counted and before[-1:] and before[-1] in {"to", "tre", "two", "three"})
        ):
            yield match.span()
    yield from (match.span() for match in _ONE_OF.finditer(text))
    if _ENGLISH.search(text):
        yield from (match.span() for match in _ENGLISH_PERSONS.finditer(text))


def _is_about_somebody(
    text: str, match: re.Match[str], persons: Sequence[tuple[int, int]]
) -> bool:
    before = _WORD.findall(text[max(0, match.start() - 40) : match.start()].lower())
    if before and before[-1] in _set("ABOUT"):
        return False
    if match.group().lower() in _NEEDS_VERB and not _VERBS.intersection(before[-2:]):
        return False
    first = bisect_left(persons, (match.start() - _FAR, 0))
    last = bisect_left(persons, (match.end() + _FAR, 0))
    return any(_is_near(text, match, start, end) for start, end in persons[first:last])


def _is_near(text: str, match: re.Match[str], start: int, end: int) -> bool:
    between = text[end : match.start()] if end <= match.start() else text[match.end() : start]
    return not _SENTENCE_END.search(between) and len(_WORD.findall(between)) <= _NEAR


@cache
def _patterns() -> tuple[tuple[PersonalDataKind, re.Pattern[str]], ...]:
    def compiled(alternatives: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{alternatives.replace(chr(10), '')})\b", re.IGNORECASE)

    return (
        (PersonalDataKind.HEALTH, compiled(words.HEALTH)),
        (PersonalDataKind.FAMILY, compiled(words.FAMILY)),
    )


@cache
def _kin_pattern() -> re.Pattern[str]:
    kin = "|".join(words.KIN.split())
    somebody = (
        r"(?:(?i:eleven|gutten|guten|jenta|barnet|han|ham|henne|him|the (?:pupil|boy|girl|child)|"
        r"(?:en|ein|ei|a) (?:elev|gutt|gut|jente|pupil))\b|[A-ZÆØÅ][^\W\d_]+)"
    )
    return re.compile(
        rf"\b(?i:{kin}) (?i:til|åt|of) {somebody}"
        rf"|\b(?i:{kin}) (?i:hans|hennes|hennar)\b"
        rf"|\b(?i:hans|hennes|hennar|his|her) (?i:{kin})\b"
        rf"|\b(?P<owner>[A-ZÆØÅ][^\W\d_]+)(?: sin| si| sine|['’]s?|) (?i:{kin})\b"
    )


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(getattr(words, name).split())
