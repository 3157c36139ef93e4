"""Repository of consent to be named in insights."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.insights import InsightId
from bot.domain_model.name_consents import ConsentState, NameConsent, NamedKind, Subject
from bot.domain_model.reflections import ReflectionId
from bot.storage import tables
from bot.storage.consent_tables import NameConsent as _Row
from bot.storage.insight_tables import InsightSource

_Reflection = tables.Reflection


class NameConsents:
    """Who was asked to be named in which insight, and what they said."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def subjects(self, insight: InsightId) -> list[Subject]:
        """List whose experience an insight cites, and who was ever asked to be named in it."""
        cited = {(each.kind, each.id): each for each in self._cited(insight)}
        asked = {
            (each.subject.kind, each.subject.id): each.subject for each in self.of_insight(insight)
        }
        return list((asked | cited).values())

    def _cited(self, insight: InsightId) -> list[Subject]:
        found = (
            select(
                _Reflection.institution_id,
                tables.Institution.name,
                _Reflection.partner_id,
                tables.Partner.name,
                _Reflection.school_id,
                func.coalesce(tables.School.name, ""),
            )
            .join(InsightSource, InsightSource.reflection_id == _Reflection.id)
            .join(tables.Partner, tables.Partner.id == _Reflection.partner_id)
            .join(tables.Institution, tables.Institution.id == _Reflection.institution_id)
            .outerjoin(tables.School, tables.School.id == _Reflection.school_id)
            .where(InsightSource.insight_id == insight)
            .order_by(_Reflection.created_at.desc(), _Reflection.id)
        )
        subjects: list[Subject] = []
        for home, house, partner, name, school, school_name in self._session.execute(found):
            institution = InstitutionId(home)
            subjects.append(Subject(NamedKind.INSTITUTION, home, institution, house))
            subjects.append(Subject(NamedKind.PARTNER, partner, institution, name))
            if school is not None:
                subjects.append(Subject(NamedKind.SCHOOL, school, institution, school_name))
        return subjects

    def of_insight(self, insight: InsightId) -> list[NameConsent]:
        """List who was asked about an insight, held until this transaction ends."""
        found = select(_Row).where(_Row.insight_id == insight).with_for_update()
        return [_consent(each) for each in self._session.scalars(found.order_by(_Row.name))]

    def ask(self, insight: InsightId, subject: Subject, at: datetime) -> None:
        """Keep that a subject is asked, whatever was said of an earlier text."""
        person = subject.id if subject.kind is NamedKind.PARTNER else None
        row = _Row(
            insight_id=insight, kind=subject.kind, subject_id=subject.id,
            institution_id=subject.institution, partner_id=person, name=subject.name,
            state=ConsentState.ASKED, note="", asked_at=at, answered_at=None,
        )  # fmt: skip
        self._session.merge(row)
        self._session.flush()

    def find(self, insight: InsightId, kind: NamedKind, subject: str) -> NameConsent | None:
        """Find what one subject was asked about an insight, held until this transaction ends."""
        row = self._session.get(_Row, (insight, kind, subject), with_for_update=True)
        return None if row is None else _consent(row)

    def answer(self, consent: NameConsent, state: ConsentState, note: str, at: datetime) -> None:
        """Keep what was said."""
        key = (consent.insight, consent.subject.kind, consent.subject.id)
        row = self._session.get_one(_Row, key)
        row.state, row.note, row.answered_at = state, note, at
        self._session.flush()

    def lapse(self, insight: InsightId) -> None:
        """Let all that was said of an insight be said of a text that is no more."""
        every = update(_Row).where(_Row.insight_id == insight)
        self._session.execute(every.values(state=ConsentState.LAPSED, note=""))

    def of_institution(self, institution: InstitutionId) -> list[NameConsent]:
        """List what is asked of an institution and its schools, newest first."""
        found = select(_Row).where(
            _Row.institution_id == institution,
            _Row.kind != NamedKind.PARTNER,
            _Row.state != ConsentState.LAPSED,
        )
        newest = self._session.scalars(found.order_by(_Row.asked_at.desc(), _Row.name))
        return [_consent(each) for each in newest]

    def given_by(self, partner: PartnerId, reflection: ReflectionId) -> list[NameConsent]:
        """List the consents of a partner to insights that cite this reflection of hers."""
        cites = select(InsightSource.insight_id).where(InsightSource.reflection_id == reflection)
        found = select(_Row).where(
            _Row.partner_id == partner,
            _Row.state == ConsentState.GIVEN,
            _Row.insight_id.in_(cites),
        )
        return [_consent(each) for each in self._session.scalars(found.order_by(_Row.asked_at))]

    def about(self, partner: PartnerId) -> list[InsightId]:
        """List the insights that cite a partner, or that she was asked to be named in."""
        cites = (
            select(InsightSource.insight_id)
            .join(_Reflection, _Reflection.id == InsightSource.reflection_id)
            .where(_Reflection.partner_id == partner)
        )
        asked = select(_Row.insight_id).where(_Row.partner_id == partner)
        return [InsightId(each) for each in self._session.scalars(cites.union(asked))]

    def naming(self) -> list[InsightId]:
        """List the insights that anybody agreed to be named in."""
        found = select(_Row.insight_id).where(_Row.state == ConsentState.GIVEN).distinct()
        return [InsightId(each) for each in self._session.scalars(found)]


def _consent(row: _Row) -> NameConsent:
    subject = Subject(
        NamedKind(row.kind),
        row.subject_id,
        InstitutionId(row.institution_id),
        row.name,
        cited=False,
    )
    state = ConsentState(row.state)
    return NameConsent(InsightId(row.insight_id), subject, state, row.asked_at, row.note)
