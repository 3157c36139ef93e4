"""A school that partners visit, known by its name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NewType

from bot.domain_model.errors import Invalid

SchoolId = NewType("SchoolId", str)

MAX_NAME_LENGTH = 120

_KINDS = (
    "barneskole", "barneskule", "barne- og ungdomsskole", "barne- og ungdomsskule",
    "ungdomsskole", "ungdomsskule", "skole", "skule", "oppvekstsenter", "school",
)  # fmt: skip


class InvalidSchoolName(Invalid):
    """A school's name has 2 to 120 characters and at least one letter."""


class SchoolTaken(Invalid):
    """Another school of that municipality has the name."""


@dataclass(frozen=True, slots=True)
class School:
    """A school as it is kept; `municipality` and `number` are empty when nobody has said them.

    `number` is its organisation number. `namesake` tells that another school has the same name.
    """

    id: SchoolId
    name: str
    municipality: str = ""
    number: str = ""
    namesake: bool = False

    @property
    def label(self) -> str:
        """The name, with the municipality when the name alone could mean another school."""
        told = self.namesake and self.municipality
        return f"{self.name}, {self.municipality}" if told else self.name


def school_name(text: str) -> str:
    """Tidy what a partner wrote as the name of a school: one line, single spaces.

    Raises:
        InvalidSchoolName: when what is left cannot be a name.
    """
    name = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip(" .,;:!?«»\"'")
    if not 2 <= len(name) <= MAX_NAME_LENGTH or not any(letter.isalpha() for letter in name):
        raise InvalidSchoolName
    if name == name.lower():
        name = name[0].upper() + name[1:]
    return name


def own_key(name: str) -> str:
    """Give what spellings of one school share, a lower secondary school apart from others."""
    youth = re.search(r"(?:ungdomssk[ou]l[ea]n?|\bu-?sk[ou]l[ea]n?)$", name.strip().casefold())
    return f"{school_key(name)} ungdomsskole" if youth else school_key(name)


def school_key(name: str) -> str:
    """Give what spellings of one school share: «Åsveien skole», «åsveien», «aasveien skule»."""
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip().casefold()
    for kind in _KINDS:
        words = words.removesuffix(f" {kind}")
    return words.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
