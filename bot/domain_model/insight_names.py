"""Names that would tell whose experience an insight is made of.

Only the names of the cited reflections are looked for: of their authors, schools and
institutions. A surname or a short name of a school that is also a common word is found only
where it is written as a name, with a capital letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain_model.errors import Invalid
from bot.domain_model.schools import school_key

_SHORTEST = 2
_ENDING = r"(?:'?s|s?-\w+|s?sk[ou]l\w*)?"
"""How a name may go on: «Åsveiens», «HVL-miljøet», «Åsveienskolen»."""


class NamesInInsight(Invalid):
    """The insight names somebody, or a school or institution, that it is made of."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep the words, as they stand in the text."""
        super().__init__()
        self.words = tuple(words)


@dataclass(frozen=True, slots=True)
class SourceNames:
    """The names behind one cited reflection."""

    author: str
    school: str
    institution: str


def names_in(text: str, sources: Iterable[SourceNames]) -> list[str]:
    """List the words of `text` that name a source, each once, in the order they stand."""
    found: dict[str, int] = {}
    for name in {part for each in sources for part in _parts(each)}:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}{_ENDING}(?!\w)", text):
            found.setdefault(match.group(), match.start())
    return sorted(found, key=lambda word: found[word])


def _parts(names: SourceNames) -> set[str]:
    school = names.school[: len(school_key(names.school))]
    parts = {names.author, names.school, school, names.institution, *names.author.split()}
    return {part for part in parts if len(part) >= _SHORTEST and not part.islower()}
