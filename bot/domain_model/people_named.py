"""Names of people in running text, told from schools, places, authors and the writer's own name.

A name is known by a list of first names, or by what stands beside it: a role before it
(«eleven …»), a class after it («… i 9B»), a word of naming («som heter …»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.domain_model import privacy_words as words
from bot.domain_model.personal_data import PersonalData, PersonalDataKind

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CLASS_AFTER = re.compile(
    r",? (?P<open>\()?(?:i |på |in |frå |fra |from )?(?:klasse |class )?"
    r"(?:(?:10|[1-9]) ?[a-h]\b|(?:10|[1-9])\. ?(?:trinn|klasse|steg|klassesteg)\b|"
    r"(?:year|grade) \d{1,2}\b)(?(open)\)|)",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\s*(?:m\.? ?fl\b|mfl\b|et\.? al\b|og medarb|(?:(?:og|&|and) \w+ )?\(?(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_OWN_NAME_BEFORE = re.compile(
    r"\b(?:(?:jeg heter|eg heiter|heter jeg|heiter eg|my name is|n[aà]m?v?net mitt er|i am|i'm|"
    r"jeg er|eg er)|(?:hilsen|helsing|mvh|regards|hei|heisan|hello|hi|takk)[,:!]?)\s*$",
    re.IGNORECASE,
)
_CLASS_BEFORE = re.compile(r"\b(?:10|[1-9]) ?[a-h] ?[:(–-] ?$", re.IGNORECASE)
_NAMING_BEFORE = re.compile(
    r"\b(?:heter|heiter|hette|kalt|kalla|ved navn|ved namn|named|called) $", re.IGNORECASE
)
_SENTENCE_OPENS = re.compile(r"(?:^|[.!?:;\n–•])[\s«»\"“(*#\[>|·-]*$")
_PLACE_BEFORE = re.compile(r"\b(?:på|ved|til|hos|at|mot|frå|fra|i) $", re.IGNORECASE)
_MOST_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() and not (self.text.isupper() and len(self.text) <= 4)


def find_named_people(text: str) -> list[PersonalData]:
    """List the names of others in `text` in order, with the class when one follows."""
    return _Reader(text).read()


class _Reader:
    """Reads one text from left to right; a found name helps to see the one after it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [_Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
        self.found: list[PersonalData] = []

    def read(self) -> list[PersonalData]:
        index = 0
        while index < len(self.tokens):
            role = self._role_before(index)
            if not self._starts_name(index, role):
                index += 1
                continue
            length = self._length(index)
            name = self.tokens[index : index + length]
            if not self._public(index, name):
                self._add(name, role)
            index += length
        return self.found

    def _add(self, name: list[_Token], role: PersonalDataKind | None) -> None:
        start, end = name[0].start, name[-1].end
        school_class = _CLASS_AFTER.match(self.text, end)
        kind = role or PersonalDataKind.NAME
        if school_class and role is not PersonalDataKind.NAME:
            end, kind = school_class.end(), PersonalDataKind.PUPIL
        self.found.append(PersonalData(self.text[start:end], kind, start, end))

    def _starts_name(self, index: int, role: PersonalDataKind | None) -> bool:
        token = self.tokens[index]
        if token.lower in _set("NOT_NAMES") or len(token.text) == 1:
            return False
        known = is_first_name(token.lower)
        is_word = token.lower in _set("NAMES_THAT_ARE_WORDS")
        if role is not None:
            return token.capital or (known and not is_word)
        if not token.capital:
            return known and not is_word
        if known:
            return not is_word or self._surely_a_name(index)
        length = self._length(index)
        return (
            _CLASS_AFTER.match(self.text, self.tokens[index + length - 1].end) is not None
            and (length > 1 or not self._opens_sentence(token))
            and not _PLACE_BEFORE.search(self.text, 0, token.start)
            and not self._belongs_to_institution(index, length)
        )

    def _surely_a_name(self, index: int) -> bool:
        token = self.tokens[index]
        after = self.text[token.end : token.end + 6].lower()
        return (
            not self._opens_sentence(token)
            or after.startswith((", som ", ", who "))
            or (self._length(index) > 1)
        )

    def _role_before(self, index: int) -> PersonalDataKind | None:
        """Tell whether a role, a word of naming or another name announces a name here."""
        token = self.tokens[index]
        before = self.text[max(0, token.start - 40) : token.start]
        if index == 0:
            return None
        previous = self.tokens[index - 1]
        gap = self.text[previous.end : token.start]
        if self.found and previous.end <= self.found[-1].end and gap in {", ", " & "}:
            return self.found[-1].kind if token.capital else None
        joined = index > 1 and previous.lower in {"og", "and", "eller", "or"} and token.capital
        if joined and self.found and self.tokens[index - 2].end == self.found[-1].end:
            return self.found[-1].kind
        if _NAMING_BEFORE.search(before) and not _OWN_NAME_BEFORE.search(before):
            pupil = any(self._role(t) is PersonalDataKind.PUPIL for t in self.tokens[:index][-5:])
            return PersonalDataKind.PUPIL if pupil else PersonalDataKind.NAME
        if _CLASS_BEFORE.search(before):
            return PersonalDataKind.PUPIL
        if gap == " " or (gap in {": ", " (", ", "} and is_first_name(token.lower)):
            return self._role(previous)
        return None

    @staticmethod
    def _role(token: _Token) -> PersonalDataKind | None:
        if token.lower in _set("PUPIL_ROLES") or token.lower.endswith(("-eleven", "-elev")):
            return PersonalDataKind.PUPIL
        if token.lower in _set("TEACHER_ROLES"):
            return PersonalDataKind.NAME
        return None

    def _length(self, index: int) -> int:
        """Count the words of a name: the first and the capitalised ones that follow closely."""
        length = 1
        while length < _MOST_NAME_WORDS and index + length < len(self.tokens):
            last, token = self.tokens[index + length - 1], self.tokens[index + length]
            close = self.text[last.end : token.start] == " "
            if not (close and token.capital and token.lower not in _set("NOT_NAMES")):
                break
            length += 1
        return length

    def _opens_sentence(self, token: _Token) -> bool:
        return bool(_SENTENCE_OPENS.search(self.text[max(0, token.start - 12) : token.start]))

    def _public(self, index: int, name: list[_Token]) -> bool:
        """Tell whether the name is an author's, an institution's or the writer's own."""
        full = " ".join(token.lower for token in name)
        before = self.text[max(0, name[0].start - 40) : name[0].start]
        return bool(
            any(public in full for public in _public_names())
            or any(_is_public_surname(token.lower) for token in name)
            or _CITED.match(self.text, name[-1].end)
            or _OWN_NAME_BEFORE.search(before)
            or self._belongs_to_institution(index, len(name))
        )

    def _belongs_to_institution(self, index: int, length: int) -> bool:
        near = self.tokens[index : index + length + 1]
        last = self.tokens[index + length - 1]
        if len(near) > length and self.text[last.end : near[-1].start].strip(" "):
            near = near[:length]
        endings = tuple(_set("INSTITUTIONS"))
        return any(
            token.lower in endings or re.search(r"(?:-|s)(?:skol|skul)e?n?$", token.lower)
            for token in near
        )


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(getattr(words, name).split())


def is_first_name(word: str) -> bool:
    """Tell whether the lower-case `word` is a known first name, also as a genitive or double."""
    names, also_words = _set("FIRST_NAMES"), _set("NAMES_THAT_ARE_WORDS")
    genitive = word.rstrip("'’").removesuffix("s").rstrip("'’")
    double = word.split("-")
    return (
        word in names
        or word in also_words
        or (genitive in names and genitive not in also_words)
        or (len(double) == 2 and all(part in names or part in also_words for part in double))
    )


@cache
def _public_names() -> tuple[str, ...]:
    return tuple(words.PUBLIC_NAMES.replace("\n", "").split("|"))


def _is_public_surname(word: str) -> bool:
    surnames = _set("PUBLIC_SURNAMES")
    return word in surnames or word.removesuffix("s") in surnames
