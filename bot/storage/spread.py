"""The rows that the spread ledger is counted from."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.insights import InsightId, Verdict
from bot.domain_model.reflections import ReflectionId
from bot.domain_model.spread import Citation, Handed, Logged
from bot.domain_model.themes import Theme
from bot.storage import insight_tables, reflection_tables, tables


class SpreadRows:
    """The rows that the spread ledger is counted from."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def logged(self, *, since: datetime) -> list[Logged]:
        """List the reflections logged since then, without a word of them."""
        row, told = tables.Reflection, reflection_tables.NextStepOutcome
        about = self._themes()
        found = (
            select(
                row.id,
                row.partner_id,
                row.institution_id,
                row.created_at,
                row.next_step != "",
                told.reflection_id.is_not(None),
            )
            .outerjoin(told, told.reflection_id == row.id)
            .where(row.created_at > since)
        )
        return [
            Logged(
                ReflectionId(reflection),
                PartnerId(partner),
                InstitutionId(institution),
                at,
                tuple(about[reflection]),
                has_next_step=bool(has_step),
                loop_closed=bool(closed),
            )
            for reflection, partner, institution, at, has_step, closed in self._session.execute(
                found
            )
        ]

    def _themes(self) -> dict[str, list[Theme]]:
        row = reflection_tables.ReflectionTheme
        about: dict[str, list[Theme]] = defaultdict(list)
        for reflection, theme in self._session.execute(select(row.reflection_id, row.theme)):
            about[reflection].append(Theme(theme))
        return about

    def citations(self) -> list[Citation]:
        """List what the insights cite that have been published."""
        source, insight = insight_tables.InsightSource, insight_tables.Insight
        found = (
            select(source.insight_id, source.reflection_id)
            .join(insight, insight.id == source.insight_id)
            .where(insight.published_at.is_not(None))
        )
        return [
            Citation(InsightId(of), ReflectionId(reflection))
            for of, reflection in self._session.execute(found)
        ]

    def handed(self) -> list[Handed]:
        """List who was given which insight, and what became of it."""
        given, partner = insight_tables.InsightDelivery, tables.Partner
        found = select(
            given.insight_id,
            given.partner_id,
            partner.institution_id,
            given.delivered_at,
            given.opened_at,
            given.verdict,
        ).join(partner, partner.id == given.partner_id)
        return [
            Handed(
                InsightId(insight),
                PartnerId(reader),
                InstitutionId(institution),
                at,
                opened=opened is not None,
                used=verdict == Verdict.USED,
            )
            for insight, reader, institution, at, opened, verdict in self._session.execute(found)
        ]
