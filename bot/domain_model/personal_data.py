"""What counts as personal data of others in a message, and where in the message it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PersonalDataKind(StrEnum):
    """What the words tell about somebody."""

    FODSELSNUMMER = "fodselsnummer"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    PUPIL = "pupil"
    NAME = "name"
    HEALTH = "health"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """The exact words of a message that tell something about somebody: `text[start:end]`."""

    text: str
    kind: PersonalDataKind
    start: int
    end: int
