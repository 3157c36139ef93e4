"""What the use cases need from the database about consent to be named."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.insights import InsightId
from bot.domain_model.name_consents import ConsentState, NameConsent, NamedKind, Subject
from bot.domain_model.reflections import ReflectionId


class NameConsentRepository(Protocol):
    """Who was asked to be named in which insight, and what they said."""

    def subjects(self, insight: InsightId) -> list[Subject]:
        """List whose experience an insight cites, and who was ever asked to be named in it."""

    def of_insight(self, insight: InsightId) -> list[NameConsent]:
        """List who was asked about an insight, held until this transaction ends."""

    def ask(self, insight: InsightId, subject: Subject, at: datetime) -> None:
        """Keep that a subject is asked, whatever was said of an earlier text."""

    def find(self, insight: InsightId, kind: NamedKind, subject: str) -> NameConsent | None:
        """Find what one subject was asked, held until this transaction ends."""

    def answer(self, consent: NameConsent, state: ConsentState, note: str, at: datetime) -> None:
        """Keep what was said."""

    def lapse(self, insight: InsightId) -> None:
        """Let all that was said of an insight be said of a text that is no more."""

    def of_institution(self, institution: InstitutionId) -> list[NameConsent]:
        """List what is asked of an institution and its schools, newest first."""

    def given_by(self, partner: PartnerId, reflection: ReflectionId) -> list[NameConsent]:
        """List the consents of a partner to insights that cite this reflection of hers."""

    def about(self, partner: PartnerId) -> list[InsightId]:
        """List the insights that cite a partner, or that she was asked to be named in."""

    def naming(self) -> list[InsightId]:
        """List the insights that anybody agreed to be named in."""
