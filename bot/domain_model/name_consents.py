"""Consent to be named in an insight: each person, school and institution is asked by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain_model.actors import InstitutionId
from bot.domain_model.errors import Invalid
from bot.domain_model.insights import InsightId

MAX_NOTE_LENGTH = 300


class NamedKind(StrEnum):
    """What an insight may name."""

    PARTNER = "partner"
    SCHOOL = "school"
    INSTITUTION = "institution"


class ConsentState(StrEnum):
    """What was said; a consent lapses when the text changes that it was given for."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    LAPSED = "lapsed"


class NobodyNamed(Invalid):
    """A consent says who gave it, in 1 to 300 characters."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, school or institution whose experience is cited; `institution` speaks for it."""

    kind: NamedKind
    id: str
    institution: InstitutionId
    name: str
    cited: bool = True
    """Whether a reflection of theirs is cited now."""


@dataclass(frozen=True, slots=True)
class NameConsent:
    """What one of them said of being named in an insight; `note` tells who said it."""

    insight: InsightId
    subject: Subject
    state: ConsentState
    asked_at: datetime
    note: str = ""

    @property
    def round(self) -> int:
        """Tell apart the times that somebody was asked: a «yes» is for one text."""
        return int(self.asked_at.timestamp())
