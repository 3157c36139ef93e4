"""What insights cite, and what becomes of them when it is no longer shared."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, case, delete, distinct, func, or_, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.insights import (
    InsightId,
    InsightLimits,
    InsightState,
    Reach,
    Source,
    Stance,
)
from bot.domain_model.reflections import ReflectionId
from bot.domain_model.sharing import Sharing
from bot.storage import insight_tables, tables

_Row, _Source, _Reflection = (
    insight_tables.Insight,
    insight_tables.InsightSource,
    tables.Reflection,
)


class InsightSources:
    """What insights cite."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def cite(self, insight: InsightId, reflection: ReflectionId, stance: Stance | None) -> None:
        """Cite a reflection, in another way than before, or with None no more."""
        row = self._session.get(_Source, (insight, reflection))
        if stance is None:
            if row is not None:
                self._session.delete(row)
        elif row is None:
            new = _Source(insight_id=insight, reflection_id=reflection, stance=stance)
            self._session.add(new)
        else:
            row.stance = stance
        self._session.flush()

    def sources(self, insight: InsightId) -> list[Source]:
        """List what an insight cites, held until this transaction ends."""
        # The reflections are locked, so that none is withdrawn while its insight is published.
        found = (
            select(
                _Reflection.id,
                _Reflection.partner_id,
                _Reflection.institution_id,
                _Reflection.sharing,
                _Source.stance,
            )
            .join(_Source, _Source.reflection_id == _Reflection.id)
            .where(_Source.insight_id == insight)
            .order_by(_Reflection.created_at, _Reflection.id)
            .with_for_update(of=_Reflection)
        )
        return [
            Source(
                ReflectionId(reflection),
                PartnerId(partner),
                InstitutionId(institution),
                Sharing(sharing),
                Stance(stance),
            )
            for reflection, partner, institution, sharing, stance in self._session.execute(found)
        ]

    def citing(self, reflection: ReflectionId) -> list[InsightId]:
        """List the insights that cite a reflection."""
        found = select(_Source.insight_id).where(_Source.reflection_id == reflection)
        return [InsightId(each) for each in self._session.scalars(found)]

    def forget_unshared(self, among: Collection[InsightId] | None = None) -> None:
        """Cite nothing any more that is not shared as far as its insight is read."""
        # The same rule as bot.domain_model.insights.may_be_cited; of what is not published, also
        # what it could cite when it is published to the own institution.
        near = or_(_Row.reach == Reach.INSTITUTION, _Row.state != InsightState.PUBLISHED)
        shared = or_(
            _Reflection.sharing == Sharing.NETWORK,
            and_(
                near,
                _Reflection.sharing == Sharing.INSTITUTION,
                _Reflection.institution_id == _Row.institution_id,
            ),
        )
        stays = (
            select(_Row.id)
            .where(_Row.id == _Source.insight_id, _Reflection.id == _Source.reflection_id, shared)
            .correlate(_Source)
        )
        forget = delete(_Source).where(~stays.exists())
        if among is not None:
            forget = forget.where(_Source.insight_id.in_(among))
        self._session.execute(forget.execution_options(synchronize_session="fetch"))

    def short_of_sources(
        self, limits: InsightLimits, among: Collection[InsightId] | None = None
    ) -> list[InsightId]:
        """List the published insights that too few stand behind."""
        network = _Row.reach == Reach.NETWORK
        reflections = case(
            (network, limits.network_reflections), else_=limits.institution_reflections
        )
        institutions = case((network, limits.network_institutions), else_=0)
        partners = case((network, 0), else_=limits.institution_partners)
        found = (
            select(_Row.id)
            .outerjoin(
                _Source,
                and_(_Source.insight_id == _Row.id, _Source.stance == Stance.SUPPORTS),
            )
            .outerjoin(_Reflection, _Reflection.id == _Source.reflection_id)
            .where(_Row.state == InsightState.PUBLISHED)
            .group_by(_Row.id, _Row.reach)
            .having(
                or_(
                    func.count(_Reflection.id) < reflections,
                    func.count(distinct(_Reflection.institution_id)) < institutions,
                    func.count(distinct(_Reflection.partner_id)) < partners,
                )
            )
        )
        if among is not None:
            found = found.where(_Row.id.in_(among))
        return [InsightId(each) for each in self._session.scalars(found)]
