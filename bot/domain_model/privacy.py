"""What must never be stored, and what should be pointed out before a reflection is stored."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain_model.identifiers import find_identifiers
from bot.domain_model.personal_data import PersonalData, PersonalDataKind

__all__ = ["Masked", "PersonalData", "PersonalDataKind", "mask_hard_identifiers"]

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
