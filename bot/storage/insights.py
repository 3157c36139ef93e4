"""Repository of insights."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, tuple_, update

from bot.domain_model.access import InsightScope
from bot.domain_model.actors import AccountId, InstitutionId, PartnerId
from bot.domain_model.insights import (
    DeliveredHow,
    Delivery,
    Insight,
    InsightId,
    InsightState,
    InsightText,
    Reach,
    Stance,
    Verdict,
)
from bot.domain_model.themes import Theme
from bot.services.ports.insights import InsightSearch, NewInsight, Offer
from bot.storage import insight_tables as tables
from bot.storage.base import new_id
from bot.storage.insight_sources import InsightSources
from bot.storage.spread import SpreadRows
from bot.storage.tables import Reflection
from bot.storage.upsert import insert_once

_Row, _Theme = tables.Insight, tables.InsightTheme
_Given, _Source = tables.InsightDelivery, tables.InsightSource


class Insights(InsightSources, SpreadRows):
    """Insights, what they cite, and whom they reached. Only `bot.services.access` reads texts."""

    def add(self, new: NewInsight, at: datetime) -> Insight:
        """Keep a draft."""
        row = _Row(
            id=new_id(), institution_id=new.institution_id, account_id=new.account_id,
            reach=new.reach, state=InsightState.DRAFT, created_at=at,
        )  # fmt: skip
        _write(row, new.text, new.themes)
        self._session.add(row)
        self._session.flush()
        return _insight(row)

    def save(self, insight: Insight) -> None:
        """Keep what was changed."""
        row = self._session.get_one(_Row, insight.id)
        row.reach, row.state = insight.reach, insight.state
        row.published_at = insight.published_at
        _write(row, insight.text, insight.themes)
        self._session.flush()

    def find(self, insight: InsightId) -> Insight | None:
        """Find one."""
        row = self._session.get(_Row, insight)
        return None if row is None else _insight(row)

    def within(
        self,
        scope: InsightScope,
        search: InsightSearch,
        *,
        limit: int,
        before: Insight | None = None,
    ) -> list[Insight]:
        """List what `scope` admits, newest first, older than `before`."""
        found = select(_Row).where(_admitted(scope))
        if search.published_only:
            found = found.where(_Row.state == InsightState.PUBLISHED)
        if search.themes:
            found = found.where(_common_themes(search.themes).exists())
        for word in search.words:
            found = found.where(_Row.search_text.contains(word.casefold(), autoescape=True))
        newest = func.coalesce(_Row.published_at, _Row.created_at)
        if before is not None:
            when = before.published_at or before.created_at
            found = found.where(tuple_(newest, _Row.id) < tuple_(when, before.id))
        rows = self._session.scalars(found.order_by(newest.desc(), _Row.id.desc()).limit(limit))
        return [_insight(row) for row in rows]

    def themes(self, scope: InsightScope) -> list[Theme]:
        """List the themes of what is published within `scope`, the most written about first."""
        found = (
            select(_Theme.theme)
            .join(_Row, _Row.id == _Theme.insight_id)
            .where(_admitted(scope), _Row.state == InsightState.PUBLISHED)
            .group_by(_Theme.theme)
            .order_by(func.count().desc(), _Theme.theme)
        )
        return [Theme(each) for each in self._session.scalars(found)]

    def offered(self, scope: InsightScope, offer: Offer, *, limit: int) -> list[Insight]:
        """List what suits an offer: what she has not been given first, then by common themes."""
        given = select(_Given.insight_id).where(
            _Given.insight_id == _Row.id, _Given.partner_id == offer.reader
        )
        unsuited = given.where(_Given.verdict == Verdict.NOT_RELEVANT)
        others = _supporters().where(Reflection.partner_id != offer.reader)
        found = select(_Row).where(
            _admitted(scope),
            _Row.state == InsightState.PUBLISHED,
            _Row.published_at <= offer.at,
            others.exists(),
            ~(given if offer.new_only else unsuited).exists(),
        )
        if offer.outside is not None:
            outside = _supporters().where(Reflection.institution_id != offer.outside)
            found = found.where(outside.exists())
        if offer.published_since is not None:
            found = found.where(_Row.published_at > offer.published_since)
        order: list[ColumnElement[Any]] = [
            given.exists(),
            _Row.published_at.desc(),
            _Row.id.desc(),
        ]
        if offer.themes:
            common = _common_themes(offer.themes)
            found = found.where(common.exists())
            count = common.with_only_columns(func.count()).scalar_subquery()
            order.insert(1, count.desc())
        rows = self._session.scalars(found.order_by(*order).limit(limit))
        return [_insight(row) for row in rows]

    def deliver_once(
        self, insight: InsightId, partner: PartnerId, how: DeliveredHow, at: datetime
    ) -> bool:
        """Note that a partner was given an insight; False when she was given it before."""
        row = _Given(insight_id=insight, partner_id=partner, how=how, delivered_at=at)
        return insert_once(self._session, row, ("insight_id", "partner_id"))

    def open_once(self, insight: InsightId, partner: PartnerId, at: datetime) -> None:
        """Note that a partner has opened an insight that she was given, the first time."""
        first = update(_Given).where(
            _Given.insight_id == insight,
            _Given.partner_id == partner,
            _Given.opened_at.is_(None),
        )
        self._session.execute(first.values(opened_at=at))

    def judge(
        self, insight: InsightId, partner: PartnerId, verdict: Verdict, at: datetime
    ) -> None:
        """Note what a partner says of an insight that she was given, instead of before."""
        hers = update(_Given).where(_Given.insight_id == insight, _Given.partner_id == partner)
        self._session.execute(hers.values(verdict=verdict, verdict_at=at))

    def delivery(self, insight: InsightId, partner: PartnerId) -> Delivery | None:
        """Tell what became of an insight that a partner was given."""
        row = self._session.get(_Given, (insight, partner), populate_existing=True)
        return None if row is None else _delivery(row)

    def given_to(self, partner: PartnerId) -> list[tuple[Insight, Delivery]]:
        """List what a partner was given, first to last, and what became of it."""
        found = select(_Row, _Given).join(_Given, _Given.insight_id == _Row.id)
        hers = found.where(_Given.partner_id == partner).order_by(_Given.delivered_at, _Row.id)
        return [(_insight(row), _delivery(given)) for row, given in self._session.execute(hers)]


def _write(row: tables.Insight, text: InsightText, themes: tuple[Theme, ...]) -> None:
    row.title_nb, row.title_nn = text.title_nb, text.title_nn
    row.text_nb, row.text_nn = text.text_nb, text.text_nn
    row.search_text = text.everything.casefold()
    kept = {each.theme: each for each in row.themes}
    row.themes = [kept.get(theme) or _Theme(theme=theme) for theme in sorted(set(themes))]


def _admitted(scope: InsightScope) -> ColumnElement[bool]:
    # The same rule as InsightScope.admits; a test holds the two together.
    own = _Row.institution_id == scope.institution
    ways: list[ColumnElement[bool]] = [false()]
    if scope.writer:
        ways.append(own)
    if scope.network:
        read = _Row.reach == Reach.NETWORK
        if scope.institution is not None:
            read = or_(read, own)
        ways.append(and_(_Row.state == InsightState.PUBLISHED, read))
    return or_(*ways)


def _common_themes(themes: Collection[Theme]) -> Select[str]:
    return select(_Theme.theme).where(_Theme.insight_id == _Row.id, _Theme.theme.in_(themes))


def _supporters() -> Select[str]:
    return (
        select(_Source.reflection_id)
        .join(Reflection, Reflection.id == _Source.reflection_id)
        .where(_Source.insight_id == _Row.id, _Source.stance == Stance.SUPPORTS)
    )


def _delivery(row: tables.InsightDelivery) -> Delivery:
    return Delivery(
        how=DeliveredHow(row.how),
        delivered_at=row.delivered_at,
        opened_at=row.opened_at,
        verdict=Verdict(row.verdict) if row.verdict else None,
        verdict_at=row.verdict_at,
    )


def _insight(row: tables.Insight) -> Insight:
    return Insight(
        id=InsightId(row.id),
        institution_id=InstitutionId(row.institution_id) if row.institution_id else None,
        account_id=AccountId(row.account_id) if row.account_id else None,
        text=InsightText(row.title_nb, row.title_nn, row.text_nb, row.text_nn),
        reach=Reach(row.reach),
        state=InsightState(row.state),
        themes=tuple(Theme(each.theme) for each in row.themes),
        created_at=row.created_at,
        published_at=row.published_at,
    )
