"""Names that would tell whose experience an insight is made of.

Only the names of the cited reflections are looked for: of their authors, schools and
institutions, as far as they have not allowed it. A surname or a short name of a school that is
also a common word is found only where it is written as a name, with a capital letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields

from bot.domain_model.errors import Invalid
from bot.domain_model.insights import InsightText
from bot.domain_model.name_consents import NamedKind, Subject
from bot.domain_model.schools import school_key

_SHORTEST = 2
_ENDING = r"(?:'?s|s?-\w+|s?sk[ou]l\w*)?"
"""How a name may go on: «Åsveiens», «HVL-miljøet», «Åsveienskolen»."""


class NamesInInsight(Invalid):
    """The insight names somebody, or a school or institution, who has not allowed it."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep the words, as they stand in the text."""
        super().__init__()
        self.words = tuple(words)


def names_in(text: str, subjects: Iterable[Subject]) -> list[str]:
    """List the words of `text` that name a subject, each once, in the order they stand.

    Of words that stand within others, «Ola» in «Ola Ødegård», only the longest are told.
    """
    names = {part for each in subjects for part in _parts(each)}
    spans = {match.span() for name in names for match in _written(name).finditer(text)}
    told: dict[str, None] = {}
    end = 0
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if last > end:
            told[text[first:last]] = None
            end = last
    return list(told)


def without_names(text: InsightText, subject: Subject) -> InsightText:
    """Give the text with «…» in every place that names the subject."""
    longest_first = sorted(_parts(subject), key=len, reverse=True)
    changed = {each.name: getattr(text, each.name) for each in fields(text)}
    for name in longest_first:
        changed = {field: _written(name).sub("…", value) for field, value in changed.items()}
    return InsightText(**changed)


def _written(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}{_ENDING}(?!\w)")


def _parts(subject: Subject) -> set[str]:
    parts = {subject.name}
    if subject.kind is NamedKind.PARTNER:
        parts |= {*subject.name.split()}
    elif subject.kind is NamedKind.SCHOOL:
        parts |= {subject.name[: len(school_key(subject.name))]}
    return {part for part in parts if len(part) >= _SHORTEST and not part.islower()}
