"""Which school the few words of a calendar speak of; the place says it better than the title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.domain_model.schools import InvalidSchoolName, school_key, school_name

_KIND = (
    r"(?:barne- og ungdoms|barne|ungdoms|grunn|montessori|steiner)?(?:skole|skule|skola)"
    r"|oppvekstsenter|oppveksttun|friskole|friskule"
)
_NAMED = re.compile(
    rf"(?:[A-ZÆØÅÄÖ][\wæøåäö.’'-]*\s+){{1,3}}(?:{_KIND})\b|[A-ZÆØÅ][a-zæøå]{{3,}}(?:{_KIND})\b"
)
_NOT_A_NAME = re.compile(
    r"^(?:[\wæøå]*(?:[Bb]esøk|[Mm]øte|samling|kurs|dag)|Veiledning|Rettleiing|Observasjon|"
    r"Oppstart|Visit|Flytta?|På|Ved|Hos|I|Til|Med)\s+",
)
_KIND_ALONE = re.compile(r"(?i)(?:ungdoms|barne|videregående |vidaregåande )?(?:skole|skule)")


def school_in(title: str, place: str, known: Iterable[str]) -> str | None:
    """Give the name of the school that an event is about; None when it names none for certain.

    `known` are names of schools that the partner visits: any of them is found without its kind.
    """
    for text in (place, title):
        for name in sorted(known, key=len, reverse=True):
            if _speaks_of(text, name):
                return name
    for text in (place, title):
        match = _NAMED.search(text)
        if match and (tidy := _tidy(match[0])):
            return tidy
    return None


def _speaks_of(text: str, name: str) -> bool:
    key = school_key(name)
    return (
        len(key) > 2 and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text.casefold()) is not None
    )


def _tidy(found: str) -> str | None:
    while (rest := _NOT_A_NAME.sub("", found)) != found:
        found = rest
    if _KIND_ALONE.fullmatch(found):
        return None
    try:
        return school_name(found)
    except InvalidSchoolName:
        return None
