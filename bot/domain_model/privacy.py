"""What must never be stored, and what should be pointed out before a reflection is stored."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain_model.circumstances import find_circumstances
from bot.domain_model.identifiers import find_identifiers
from bot.domain_model.people_named import find_named_people
from bot.domain_model.personal_data import PersonalData, PersonalDataKind

__all__ = [
    "Masked",
    "PersonalData",
    "PersonalDataKind",
    "find_personal_data",
    "mask_hard_identifiers",
]

# Words that bokmål and nynorsk share: the same mask serves every reader of a reflection.
_MASKS = {
    PersonalDataKind.FODSELSNUMMER: "[fødselsnummer]",
    PersonalDataKind.PHONE: "[telefonnummer]",
    PersonalDataKind.EMAIL: "[e-postadresse]",
    PersonalDataKind.ACCOUNT: "[kontonummer]",
}


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without hard identifiers, and which kinds were taken out, each once and in order."""

    text: str
    kinds: tuple[PersonalDataKind, ...]


def mask_hard_identifiers(text: str) -> Masked:
    """Replace each hard identifier by a word in brackets; all other characters stay."""
    parts: list[str] = []
    place = 0
    found = find_identifiers(text)
    for item in found:
        parts += (text[place : item.start], _MASKS[item.kind])
        place = item.end
    return Masked("".join((*parts, text[place:])), tuple(dict.fromkeys(i.kind for i in found)))


def find_personal_data(text: str) -> list[PersonalData]:
    """List what is likely to be personal data of others, in order and without overlaps.

    It is meant to be shown to the author with the exact words, who decides. Roles alone, schools,
    institutions, authors of reports and the writer's own name are not listed.
    """
    identifiers = find_identifiers(text)
    names = find_named_people(text)
    found = sorted(
        (*identifiers, *names, *find_circumstances(text, names)),
        key=lambda item: (item.start, -item.end),
    )
    merged: list[PersonalData] = []
    for item in found:
        if merged and item.start < merged[-1].end:
            merged[-1] = _joined(text, merged[-1], item)
        else:
            merged.append(item)
    return merged


def _joined(text: str, first: PersonalData, second: PersonalData) -> PersonalData:
    """Make one of two that overlap, such as «søsteren til Emilie» and «Emilie i 10B»."""
    end = max(first.end, second.end)
    return PersonalData(text[first.start : end], first.kind, first.start, end)
