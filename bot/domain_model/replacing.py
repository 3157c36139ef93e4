"""Neutral words in the place of likely personal data: «Jonas i 9B» becomes «en elev»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain_model import privacy_words as words
from bot.domain_model.people_named import is_first_name
from bot.domain_model.personal_data import PersonalData, PersonalDataKind
from bot.domain_model.privacy import find_personal_data, mask_hard_identifiers

HIDDEN = "[…]"
"""Stands for what has no neutral word, such as a diagnosis."""

_ROLE_BEFORE = re.compile(r"(?P<role>[^\W\d_]+(?:-[^\W\d_]+)*)(?P<gap>[ ,:(]+)$")
_SENTENCE_OPENS = re.compile(r"(?:^|[.!?\n])[\s«\"(–•-]*$")
_APOSTROPHE = re.compile(r"['’](?:s\b)?(?!\w)")
_ROLES = frozenset(f"{words.PUPIL_ROLES} {words.TEACHER_ROLES}".split())
_KIN = frozenset(words.KIN.split())
_ROUNDS = 3
"""What is neutral on its own may look different beside its new neighbours, but not for long."""


@dataclass(frozen=True, slots=True)
class NeutralWords:
    """What stands for somebody, in one language."""

    pupil: str
    teacher: str
    person: str
    relative: str


def replace_personal_data(text: str, neutral: NeutralWords) -> str:
    """Give `text` with neutral words for all that `find_personal_data` lists; the rest stays."""
    for _ in range(_ROUNDS):
        found = find_personal_data(text)
        if not found:
            break
        text = _replaced(text, found, neutral)
    return text


def neutral_words(text: str, neutral: NeutralWords) -> list[str]:
    """List the neutral words that `text` would get, each once; a name after a role gets none."""
    told = (_neutral(text, item, neutral) for item in find_personal_data(text))
    return list(dict.fromkeys(filter(None, told)))


def _replaced(text: str, found: list[PersonalData], neutral: NeutralWords) -> str:
    return "".join(_pieces(text, found, neutral))


def _pieces(text: str, found: list[PersonalData], neutral: NeutralWords) -> Iterator[str]:
    place = 0
    for item in found:
        word = _neutral(text, item, neutral)
        before = text[place : item.start]
        yield before if word else before.rstrip(" ")
        if word[:1].islower() and _SENTENCE_OPENS.search(
            text[max(0, item.start - 9) : item.start]
        ):
            word = word[0].upper() + word[1:]
        place = item.end
        owns = _APOSTROPHE.match(text, place)
        if owns:
            place = owns.end()
        yield word
        if word and (owns or _is_genitive(item)):
            yield "s"
    yield text[place:]


def _neutral(text: str, item: PersonalData, neutral: NeutralWords) -> str:
    """Give the word for `item`; empty when the role before it says enough («eleven Jonas»)."""
    if item.kind is PersonalDataKind.HEALTH:
        return HIDDEN
    if item.kind is PersonalDataKind.FAMILY:
        is_kin = not _KIN.isdisjoint(item.text.lower().split())
        return neutral.relative if is_kin else HIDDEN
    if item.kind not in {PersonalDataKind.PUPIL, PersonalDataKind.NAME}:
        return mask_hard_identifiers(item.text).text
    before = _ROLE_BEFORE.search(text, max(0, item.start - 40), item.start)
    role = before["role"].lower() if before else ""
    if before and role in _ROLES and before["gap"] == " ":
        return ""
    if item.kind is PersonalDataKind.PUPIL:
        return neutral.pupil
    return neutral.teacher if re.search(r"lær[ae]r|teacher", role) else neutral.person


def _is_genitive(item: PersonalData) -> bool:
    """Tell «Karis» from «Jonas»: a name is left when the s is taken away, and none with it."""
    last = item.text.split()[-1].lower()
    return (
        item.kind in {PersonalDataKind.PUPIL, PersonalDataKind.NAME}
        and last.endswith("s")
        and last not in words.FIRST_NAMES.split()
        and is_first_name(last.removesuffix("s").rstrip("'’"))
    )
